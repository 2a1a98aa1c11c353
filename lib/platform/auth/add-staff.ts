import 'server-only';
import { randomBytes } from 'node:crypto';
import { insertAudit } from '@/lib/platform/audit/audit.writes';
import { removeAllFactors } from '@/lib/platform/auth/factors/second-factors.writes';
import { getDb } from '@/lib/platform/db/client';
import { emailKey } from '@/lib/platform/input/email-address';
import { hashPassword } from './passwords';
import { type StaffRole, systemScope } from './scope';
import { getStaffCredentials } from './staff.queries';
import { endSessionsOf, unlinkSsoIdentities, upsertStaff } from './staff.writes';

/**
 * Adds a member of staff, or gives an existing one a new password and role, removes their second factor and ends their
 * sessions. Returns the password, which is stored nowhere. For the command line: nobody can invite the first admin of a
 * new portal, and nobody can help an only admin who has lost their phone.
 */
export async function addStaff(staff: { email: string; name: string; role: StaffRole }): Promise<string> {
  const scope = systemScope('command line');
  const db = await getDb();
  const password = randomBytes(15).toString('base64url');
  const email = emailKey(staff.email);
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await upsertStaff(scope, tx, { ...staff, email, passwordHash, isDemo: false });
    await unlinkSsoIdentities(scope, tx, email);
    await endSessionsOf(scope, tx, email, new Date());
    const account = await getStaffCredentials(scope, tx, email);
    if (account) await removeAllFactors(scope, tx, account.id);
    await insertAudit(scope, tx, { act: 'staff.added', outcome: 'ok', details: { email, role: staff.role } });
  });
  return password;
}
