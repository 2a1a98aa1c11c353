import 'server-only';
import { randomBytes } from 'node:crypto';
import { getDb } from '@/lib/db/client';
import { insertAudit } from '@/lib/db/writes/audit';
import { upsertStaff } from '@/lib/db/writes/staff';
import { type StaffRole, systemScope } from '@/lib/scope';
import { hashPassword } from './passwords';

/**
 * Adds a member of staff, or gives an existing one a new password and role. Answers with the password, which stands
 * nowhere else. For the command line: the first admin of a new portal cannot be invited by anybody.
 */
export async function addStaff(staff: { email: string; name: string; role: StaffRole }): Promise<string> {
  const scope = systemScope('command line');
  const db = await getDb();
  const password = randomBytes(15).toString('base64url');
  const email = staff.email.normalize('NFKC').trim().toLowerCase();
  await upsertStaff(scope, db, { ...staff, email, passwordHash: await hashPassword(password), isDemo: false });
  await insertAudit(scope, db, { act: 'staff.added', outcome: 'ok', details: { email, role: staff.role } });
  return password;
}
