import 'server-only';
import { randomBytes } from 'node:crypto';
import { getDb } from '@/lib/db/client';
import { getStaffCredentials } from '@/lib/db/queries/staff';
import { insertAudit } from '@/lib/db/writes/audit';
import { removeAllFactors } from '@/lib/db/writes/second-factors';
import { unlinkSsoIdentities } from '@/lib/db/writes/sso';
import { endSessionsOf, upsertStaff } from '@/lib/db/writes/staff';
import { emailKey } from '@/lib/email-address';
import { type StaffRole, systemScope } from '@/lib/scope';
import { hashPassword } from './passwords';

/**
 * Adds a member of staff, or gives an existing one a new password and role, removes their second factor and ends their
 * sessions. Answers with the password, which stands nowhere else. For the command line: the first admin of a new portal
 * cannot be invited by anybody, and the only one who has lost a phone has nobody to ask.
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
