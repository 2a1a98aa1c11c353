/** A real PgBouncer in front of a test's database. */
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { takePort } from './ports';
import { identity } from './postgres';
import { temporaryFolder } from './run-folder';
import { startSystemServer } from './system-server';

/** Starts PgBouncer with the configuration given, but on a free port, for this database, and trusting everyone. */
export async function startPgbouncer({ ini, databaseUrl }: { readonly ini: string; readonly databaseUrl: string }) {
  const port = await takePort();
  const folder = temporaryFolder('pgbouncer');
  chmodSync(folder, 0o755);
  const file = path.join(folder, 'pgbouncer.ini');
  const users = path.join(folder, 'users.txt');
  const { username, port: databasePort, pathname } = new URL(databaseUrl);
  writeFileSync(users, `"${username}" ""\n`);
  const changes = {
    'host=127.0.0.1 port=5432 dbname=portal': `host=127.0.0.1 port=${databasePort} dbname=${pathname.slice(1)}`,
    'listen_port = 6432': `listen_port = ${port}`,
    'auth_type = scram-sha-256': 'auth_type = trust',
    '/etc/pgbouncer/userlist.txt': users,
  };
  let text = ini;
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`The configuration has no "${from}".`);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
  const args = ['-q', file];
  return startSystemServer({ program: 'pgbouncer', debianPackage: 'pgbouncer', args, port, folder, identity });
}
