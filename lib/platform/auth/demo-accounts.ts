import 'server-only';
import { env } from '@/lib/env';
import { getDb } from '@/lib/platform/db/client';
import { hashPassword } from './passwords';
import { systemScope } from './scope';
import { disableDemoStaff, upsertStaff } from './staff.writes';

const ACCOUNTS = [
  { email: 'admin@demo.example', name: 'Ada Admin', role: 'admin' },
  { email: 'operator@demo.example', name: 'Otto Operator', role: 'operator' },
  { email: 'viewer@demo.example', name: 'Vera Viewer', role: 'viewer' },
] as const;

/** Makes the three demo accounts usable with DEMO_PASSWORD, or unusable when it is not set. */
export async function syncDemoAccounts(): Promise<void> {
  const { demoPassword } = env();
  const scope = systemScope('demo accounts');
  const db = await getDb();
  if (demoPassword === null) return disableDemoStaff(scope, db, new Date());
  const passwordHash = await hashPassword(demoPassword);
  for (const account of ACCOUNTS) await upsertStaff(scope, db, { ...account, passwordHash, isDemo: true });
}
