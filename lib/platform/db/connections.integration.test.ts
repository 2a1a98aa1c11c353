import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeCertificates } from '@/testing/certificates';
import { startPgbouncer } from '@/testing/pgbouncer';
import { identity, type RunningPostgres, startPostgres } from '@/testing/postgres';
import { openPostgres } from './open-postgres';
import { setUpDatabase } from './testing';

const isPostgres = inject('database').kind === 'postgres';
const docs = readFileSync(path.join('docs', 'deploy.md'), 'utf8');

describe.runIf(isPostgres)('PostgreSQL with a certificate of a private authority', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-tls-'));
  let server: RunningPostgres | undefined;
  let authority = '';

  beforeAll(async () => {
    const made = makeCertificates(folder);
    authority = made.authority;
    chmodSync(folder, 0o755);
    chmodSync(made.key, 0o600);
    if (identity.uid !== undefined) chownSync(made.key, identity.uid, identity.gid ?? identity.uid);
    const settings = ['ssl=on', `ssl_cert_file=${made.certificate}`, `ssl_key_file=${made.key}`];
    server = await startPostgres({ isOwn: true, settings });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  /** The parameters as the documentation has them, with this test's authority. */
  function documented(parameters: string): string {
    expect(docs).toContain(parameters);
    return `${server?.url}?${parameters.replace('/etc/ssl/database-ca.crt', authority)}`;
  }

  it('is used with the authority named in the address', async () => {
    const open = await openPostgres(documented('sslmode=verify-full&sslrootcert=/etc/ssl/database-ca.crt'));
    const { rows } = (await open.db.execute(
      sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`,
    )) as unknown as {
      rows: unknown[];
    };
    expect(rows).toEqual([{ ssl: true }]);
    const stop = await open.listen('a_channel', { onMessage: () => {}, onLost: () => {} });
    await stop();
    await open.close();
  });

  it('is used unchecked where the address says so', async () => {
    const open = await openPostgres(documented('uselibpqcompat=true&sslmode=require'));
    expect(open.kind).toBe('postgres');
    await open.close();
  });

  it.each(['sslmode=require', 'sslmode=verify-full'])('is refused with %s alone', async (parameters) => {
    await expect(openPostgres(`${server?.url}?${parameters}`)).rejects.toThrow(
      /self-signed|unable to verify|unable to get/,
    );
  });
});

describe.runIf(isPostgres)('PgBouncer in session mode, configured as documented', () => {
  const database = setUpDatabase();
  let pgbouncer: { readonly port: number; stop(): Promise<void> } | undefined;

  beforeAll(async () => {
    const ini = readFileSync(path.join('docs', 'deploy', 'pgbouncer.ini'), 'utf8');
    pgbouncer = await startPgbouncer({ ini, databaseUrl: database.options().databaseUrl ?? '' });
  });
  afterAll(() => pgbouncer?.stop());

  it('carries queries, transactions and notifications', async () => {
    const open = await openPostgres(`postgres://postgres@127.0.0.1:${pgbouncer?.port}/portal`);
    expect(open.migrations.applied).toBe(0);
    await open.db.transaction((tx) => tx.execute(sql`select 1`));
    let stop = async () => {};
    const heard = new Promise<string>((resolve, reject) => {
      open.listen('a_channel', { onMessage: resolve, onLost: () => reject(new Error('lost')) }).then(async (end) => {
        stop = end;
        await open.db.execute(sql`select pg_notify('a_channel', 'news')`);
      }, reject);
    });
    expect(await heard).toBe('news');
    await stop();
    await open.close();
  });
});
