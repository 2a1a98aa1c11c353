/** `npm run staff`: accounts of staff from the command line; the first admin of a portal can come from nowhere else. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { env } from '@/lib/env';
import { addStaff } from '@/lib/platform/auth/add-staff';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { database } from '@/lib/platform/db/client';
import { emailKey, isEmail } from '@/lib/platform/input/email-address';
import { staffName } from '@/lib/platform/input/staff-name';
import { describeDatabase, runCommand, UsageError } from './command';

const USAGE = `Usage: npm run staff -- add EMAIL --role ${STAFF_ROLES.join('|')} --name "First Last"

Adds a member of staff, or gives the one with this address a new password, role and name and ends their sessions.
The password is printed once and stored only as a hash.`;

const email = z.string().refine(isEmail);
const role = z.enum(STAFF_ROLES);

/** The first problem of a value, in words that name the option and not the value. */
function read<T>(schema: z.ZodType<T>, value: unknown, problem: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UsageError(problem);
  return parsed.data;
}

await runCommand(USAGE, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    options: { role: { type: 'string' }, name: { type: 'string' } },
    allowPositionals: true,
  });
  const [command, address, ...more] = positionals;
  if (command !== 'add' || more.length > 0) throw new UsageError('The one thing this command does is "add EMAIL".');
  const staff = {
    email: read(email, emailKey(address ?? ''), 'EMAIL must be an e-mail address.'),
    role: read(role, values.role, `--role must be one of: ${STAFF_ROLES.join(', ')}.`),
    name: read(staffName, values.name, '--name must be a name of 1 to 80 characters, none of them hidden.'),
  };
  const settings = env();
  await database();
  const password = await addStaff(staff);
  console.log(
    [
      `${staff.email} can sign in as ${staff.role} at ${settings.appUrl}/sign-in`,
      `Stored in ${describeDatabase(settings)}.`,
      '',
      `Password, shown this once: ${password}`,
    ].join('\n'),
  );
});
