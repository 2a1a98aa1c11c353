import net from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { getDb } from './client';
import { openPostgres } from './open-postgres';
import { setUpDatabase } from './testing';

const database = setUpDatabase();

/** More than the pool has connections. */
const OUTAGES = 12;

/** A wire to the server that breaks, while `isBreaking`, at the moment a transaction begins. */
function openWire(serverUrl: () => string) {
  const state = { isBreaking: false };
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(new URL(serverUrl()).port), '127.0.0.1');
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    client.on('data', (bytes: Buffer) => {
      if (state.isBreaking && bytes.includes('begin')) end();
      else upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => client.write(bytes));
  });
  return { server, state };
}

describe.runIf(inject('database').kind === 'postgres')('PostgreSQL that goes away', () => {
  const { server, state } = openWire(() => database.options().databaseUrl ?? '');

  beforeAll(() => new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve)));
  afterAll(() => {
    server.close();
  });

  it('works again when it is back, however many transactions broke as they began', async () => {
    const url = new URL(database.options().databaseUrl ?? '');
    const address = server.address();
    url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
    const open = await openPostgres(url.href);
    const begin = () => open.db.transaction((tx) => tx.execute(sql`select 1`));
    state.isBreaking = true;
    for (let outage = 0; outage < OUTAGES; outage += 1) await expect(begin()).rejects.toThrow();
    state.isBreaking = false;
    await expect(begin()).resolves.toBeDefined();
    await open.close();
  });
});

it.runIf(inject('database').kind === 'postgres')('a database that is not UTF8 is refused in words', async () => {
  const name = `portal_test_ascii_${process.pid}`;
  const db = await getDb();
  await db.execute(sql.raw(`create database ${name} template template0 encoding 'SQL_ASCII' locale 'C'`));
  const url = new URL(database.options().databaseUrl ?? '');
  url.pathname = `/${name}`;
  await expect(openPostgres(url.href)).rejects.toThrow(/encoding SQL_ASCII, and the portal needs UTF8/);
  await db.execute(sql.raw(`drop database ${name}`));
});
