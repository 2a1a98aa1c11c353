// @ts-check
/** A real PgBouncer in front of a test's database. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findFreePort } from '../ports.mjs';
import { identity } from './postgres.mjs';
import { startServer } from './start-server.mjs';

/**
 * Starts PgBouncer with the configuration given, but on a free port, for this database, and trusting everyone.
 * @param {{ ini: string, databaseUrl: string }} options
 */
export async function startPgbouncer({ ini, databaseUrl }) {
  const port = await findFreePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-pgbouncer-'));
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
  return startServer({ program: 'pgbouncer', debianPackage: 'pgbouncer', args, port, folder, identity });
}
