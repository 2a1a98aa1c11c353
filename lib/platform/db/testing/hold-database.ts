/**
 * A process of its own for tests: opens the embedded database in the given folder, reports it, and adds one audit event
 * for each line it is sent, until it is killed.
 */
import 'server-only';
import { createInterface } from 'node:readline';
import { insertAudit } from '@/lib/platform/audit/audit.writes';
import { openPglite } from '@/lib/platform/db/open-pglite';

const [folder = ''] = process.argv.slice(2);
try {
  const { db } = await openPglite(folder);
  process.stdout.write('open\n');
  for await (const line of createInterface(process.stdin)) {
    await insertAudit(null, db, { act: 'access.denied', outcome: 'refused', details: { what: line } });
    process.stdout.write(`written ${line}\n`);
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.name : 'failed'}\n`);
  process.exitCode = 1;
}
