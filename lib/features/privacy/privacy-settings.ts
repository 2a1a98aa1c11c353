/** What admins set about personal data: how long things are kept, and whether viewers see people masked. */
import 'server-only';
import { MASKING_SETTING, toMasking } from '@/lib/platform/auth/masking';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { defineSetting } from '@/lib/platform/settings-store/define-setting';
import { getLastRetentionRun } from './retention.queries';
import {
  RETENTION_FIELDS,
  RETENTION_RULES,
  RETENTION_SETTING,
  type Retention,
  type RetentionRun,
  toRetention,
} from './retention.rules';

export async function readLastRetentionRun(scope: StaffScope): Promise<RetentionRun | null> {
  return getLastRetentionRun(scope, await getDb());
}

export const retentionSetting = defineSetting<Retention>({
  name: RETENTION_SETTING,
  parse: toRetention,
  describe: (retention) =>
    Object.fromEntries(
      RETENTION_FIELDS.map((field) => [RETENTION_RULES[field].label, `${retention[field] ?? 'for ever'}`]),
    ),
  store: (retention) => ({ ...retention }),
});

/** Whether viewers see people masked. */
export const maskingSetting = defineSetting<boolean>({
  name: MASKING_SETTING,
  parse: toMasking,
  describe: (isOn) => ({ masked: isOn ? 'on' : 'off' }),
  store: (isOn) => ({ isOn }),
});
