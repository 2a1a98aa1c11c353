/** `npm run rotate-key`: re-encrypts every secret in the database under the first key of ENCRYPTION_KEY. */
import { parseArgs } from 'node:util';
import { env } from '@/lib/env';
import { pluralise } from '@/lib/format';
import { rotateKey } from '@/lib/platform/crypto/rotate-key';
import { database } from '@/lib/platform/db/client';
import { CommandError, describeDatabase, runCommand } from './command';

const USAGE = `Usage: ENCRYPTION_KEY=NEW,OLD npm run rotate-key

Seals every secret in the database under the new key. Restart the portal with both keys first; with PostgreSQL it may
run meanwhile. May be run again. Afterwards the old key can go.`;

await runCommand(USAGE, async (args) => {
  parseArgs({ args, options: {} });
  const place = describeDatabase(env());
  await database();
  const { columns, stray } = await rotateKey();
  console.log(`Secrets in ${place}:`);
  for (const { name, reencrypted, wereFresh, unopened } of columns)
    console.log(`  ${name}: ${reencrypted} sealed anew, ${wereFresh} were already, ${unopened.length} not opened`);
  if (columns.length === 0) console.log('  none: this version keeps nothing that is sealed.');
  const unopened = columns.flatMap((column) => column.unopened);
  const problems = [
    ...unopened.map((row) => `No key at hand opens ${row}.`),
    ...stray.map((column) => `${column} holds something sealed, but stands in no list of what is (sealed-columns.ts).`),
  ];
  if (problems.length > 0)
    throw new CommandError(`${problems.join('\n')}\n${pluralise(problems.length, 'problem')}: keep the old key.`);
});
