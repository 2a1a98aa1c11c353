import type { RuleField } from '@/components/forms/rule-form';
import { boundsText, RETENTION_FIELDS, RETENTION_RULES, type Retention } from '@/lib/features/privacy/retention.rules';

export function retentionFields(retention: Retention): readonly RuleField[] {
  return RETENTION_FIELDS.map((field) => ({
    kind: 'days',
    name: field,
    label: `${RETENTION_RULES[field].label}: days`,
    value: String(retention[field] ?? ''),
    hint: `${RETENTION_RULES[field].hint} ${boundsText(field)}`,
  }));
}

export function maskingFields(isOn: boolean): readonly RuleField[] {
  return [{ kind: 'choice', name: 'isOn', label: 'Viewers see names and e-mails masked', value: isOn ? 'on' : 'off' }];
}
