import { isObservationSource, OBSERVATION_SOURCE_TEXT } from '@/lib/kyb/observation-source';
import { statusText } from '@/lib/kyb/status';
import type { AuditDetails } from '@/lib/platform/audit/audit-events';

const NAMES: Readonly<Record<string, string>> = {
  what: 'Tried to',
  kind: 'Reason',
  account: 'Account',
  email: 'E-mail',
  role: 'Role',
  formerRole: 'Former role',
  sessions: 'Sessions',
  delivery: 'Delivery',
  count: 'Jobs',
  setting: 'Setting',
  partnerName: 'Name',
  accent: 'Accent colour',
  supportEmail: 'Support address',
  privacyUrl: 'Privacy notice',
  termsUrl: 'Terms',
  logo: 'Logo',
  allowed: 'Rejected may correct',
  reminders: 'Reminders',
  days: 'Days',
  status: 'KYB status',
  owner: 'Owner',
  formerOwner: 'Former owner',
  expiresAt: 'Link valid until',
};

/** Two limits with similar names: the text says whose it was. */
const LIMITS: Readonly<Record<string, string>> = {
  rate_limited: '1Money was busy',
  portal_limit: 'too many links for this customer',
};

/** Returns an event's details as short texts. Unknown details keep their stored name. */
export function eventDetails(details: AuditDetails): readonly string[] {
  const { from, to, source, ...rest } = details;
  const texts: string[] = [];
  if (typeof from === 'string' && typeof to === 'string') texts.push(`${statusText(from)} → ${statusText(to)}`);
  if (typeof source === 'string') texts.push(isObservationSource(source) ? OBSERVATION_SOURCE_TEXT[source] : source);
  for (const [name, value] of Object.entries(rest)) {
    if (value === null) continue;
    texts.push(`${Object.hasOwn(NAMES, name) ? NAMES[name] : name}: ${valueText(name, value)}`);
  }
  return texts;
}

function valueText(name: string, value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  if (name === 'status') return statusText(value);
  if (name === 'kind') return LIMITS[value] ?? value.replaceAll('_', ' ');
  return name === 'expiresAt' ? value.replace('T', ' ').replace(/\.\d+Z$/, ' UTC') : value;
}
