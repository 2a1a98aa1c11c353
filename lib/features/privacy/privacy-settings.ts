/** What admins set about personal data: how long things are kept, and whether viewers see people masked. */
import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { MASKING_SETTING, toMasking } from '@/lib/platform/auth/masking';
import { type Scope, type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { getSetting } from '@/lib/platform/settings-store/settings.queries';
import { changeSetting } from '@/lib/platform/settings-store/settings.writes';
import { getLastRetentionRun } from './retention.queries';
import {
  RETENTION_FIELDS,
  RETENTION_RULES,
  RETENTION_SETTING,
  type Retention,
  type RetentionRun,
  toRetention,
} from './retention.rules';

export async function readRetention(scope: Scope): Promise<Retention> {
  return toRetention(await getSetting(scope, await getDb(), RETENTION_SETTING));
}

export async function readLastRetentionRun(scope: StaffScope): Promise<RetentionRun | null> {
  return getLastRetentionRun(scope, await getDb());
}

/** False when it was so already, as for the other. */
export async function changeRetention(scope: StaffScope, next: Retention, origin: Origin): Promise<boolean> {
  const setting = {
    name: RETENTION_SETTING,
    next,
    read: toRetention,
    describe: (value: Retention) =>
      Object.fromEntries(
        RETENTION_FIELDS.map((field) => [RETENTION_RULES[field].label, `${value[field] ?? 'for ever'}`]),
      ),
    store: (value: Retention) => ({ ...value }),
  };
  return changeSetting(scope, await getDb(), setting, origin);
}

export async function readMasking(): Promise<boolean> {
  return toMasking(await getSetting(systemScope('masking'), await getDb(), MASKING_SETTING));
}

export async function changeMasking(scope: StaffScope, isOn: boolean, origin: Origin): Promise<boolean> {
  const setting = {
    name: MASKING_SETTING,
    next: isOn,
    read: toMasking,
    describe: (value: boolean) => ({ masked: value ? 'on' : 'off' }),
    store: (value: boolean) => ({ isOn: value }),
  };
  return changeSetting(scope, await getDb(), setting, origin);
}
