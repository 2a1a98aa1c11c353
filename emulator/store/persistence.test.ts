import { randomUUID } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEmulator } from '../create-emulator';
import { startChild, temporaryFolder } from '../testing/child';
import { control, create, createBody, createdId, link, send } from '../testing/client';
import { setStatus, startEmulator } from '../testing/start';

/** Everything a client can see of the state. */
async function everything(url: string): Promise<unknown> {
  const parts = await Promise.all(
    ['/customers?limit=1000', '/links', '/deliveries', '/webhooks', '/clock'].map((path) => control(url, 'GET', path)),
  );
  const list = await send(url, 'GET', '/v1/customers?size=100');
  return {
    parts: parts.map(({ json }) => ({
      ...json,
      now: '',
      signatureNow: '',
      links: json.links?.map((made: object) => ({ ...made, isExpired: '' })),
    })),
    list: list.json,
  };
}

async function fill(url: string): Promise<void> {
  await control(url, 'POST', '/seed', { customers: 30 });
  const id = await createdId(url);
  await link(url, id);
  await control(url, 'POST', `/customers/${id}/submit`);
  await control(url, 'POST', '/clock', { advanceSeconds: 1000 });
  await setStatus(url, await createdId(url), 'QUANTUM_REVIEW');
  await send(url, 'POST', '/v1/webhooks', {
    body: { callback_url: 'http://127.0.0.1:9/' },
    headers: { 'x-external-id': randomUUID() },
  });
  await setStatus(url, id, 'REJECTED');
  await control(url, 'POST', '/settle');
}

test('a restart finds everything again, and new ids stay new', async () => {
  const dataDir = temporaryFolder();
  const first = await createEmulator({ dataDir, settings: { seed: 'fixed', webhookRetrySeconds: [] } });
  await fill(first.url);
  const before = await everything(first.url);
  await first.close();
  const second = await startEmulator({ dataDir, settings: { seed: 'fixed', webhookRetrySeconds: [] } });
  expect(await everything(second.url)).toEqual(before);
  const { status, json } = await create(second.url);
  expect(status).toBe(201);
  expect(JSON.stringify(before)).not.toContain(json.customer_id);
});

test('pending deliveries go on after a restart', async () => {
  const dataDir = temporaryFolder();
  const settings = { webhookUrl: 'http://127.0.0.1:9/', webhookRetrySeconds: [100, 100] };
  const first = await createEmulator({ dataDir, settings });
  await setStatus(first.url, await createdId(first.url), 'APPROVED');
  await control(first.url, 'POST', '/settle');
  await first.close();
  const second = await startEmulator({ dataDir, settings });
  await control(second.url, 'POST', '/clock', { advanceSeconds: 101 });
  await control(second.url, 'POST', '/settle');
  const { json } = await control(second.url, 'GET', '/deliveries');
  expect(json.deliveries[0]).toMatchObject({ state: 'pending', attempts: [{ status: null }, { status: null }] });
});

test('a torn last line is cut off, and writing goes on behind it', async () => {
  const dataDir = temporaryFolder();
  const first = await createEmulator({ dataDir });
  await fill(first.url);
  const before = await everything(first.url);
  await first.close();
  const log = join(dataDir, readdirSync(dataDir).find((name) => name.startsWith('log-')) ?? '');
  appendFileSync(log, '[["customer",{"id":"torn","ema');
  const second = await createEmulator({ dataDir });
  expect(await everything(second.url)).toEqual(before);
  const id = await createdId(second.url);
  await second.close();
  const third = await startEmulator({ dataDir });
  expect((await send(third.url, 'GET', `/v1/customers/${id}`)).status).toBe(200);
});

test('a large log becomes a snapshot, and a half-written one is ignored', async () => {
  const dataDir = temporaryFolder();
  const first = await createEmulator({ dataDir, compactAfterBytes: 1_000_000 });
  await control(first.url, 'POST', '/seed', { customers: 3000 });
  await createdId(first.url);
  const { json } = await send(first.url, 'GET', '/v1/customers?size=100');
  await first.close();
  const snapshots = readdirSync(dataDir).filter((name) => name.startsWith('snapshot-'));
  expect(snapshots).toHaveLength(1);
  writeFileSync(join(dataDir, 'snapshot.draft'), '[["customer",{"id":');
  const second = await startEmulator({ dataDir });
  expect((await send(second.url, 'GET', '/v1/customers?size=100')).json).toEqual(json);
});

test('a reset leaves nothing on disk', async () => {
  const dataDir = temporaryFolder();
  const { url } = await startEmulator({ dataDir });
  await create(url, { email: 'forget@me.example' });
  await control(url, 'POST', '/reset');
  const files = readdirSync(dataDir).filter((name) => statSync(join(dataDir, name)).isFile());
  for (const name of files) expect(readFileSync(join(dataDir, name), 'utf8')).not.toContain('forget@me.example');
});

test('kill -9 at any moment loses no acknowledged write and doubles none', async () => {
  const folder = temporaryFolder();
  const acknowledged = new Map<string, string>();
  const links: string[] = [];
  const tried: { key: string; body: unknown }[] = [];
  for (let cycle = 0; cycle < 3; cycle += 1) {
    const child = await startChild({ EMULATOR_DATA_DIR: folder }, folder);
    const target = acknowledged.size + 60;
    const writer = async (): Promise<void> => {
      for (;;) {
        const attempt = { key: randomUUID(), body: createBody() };
        tried.push(attempt);
        const made = await send(child.url, 'POST', '/v1/customers/lightweight', {
          body: attempt.body,
          headers: { 'idempotency-key': attempt.key },
        });
        acknowledged.set(attempt.key, made.json.customer_id);
        const linked = await link(child.url, made.json.customer_id);
        links.push(linked.json.grant_token);
        if (acknowledged.size >= target) void child.kill('SIGKILL');
      }
    };
    // Each writer ends when the process dies under it.
    await Promise.allSettled([writer(), writer(), writer(), writer()]);
  }
  const { url } = await startChild({ EMULATOR_DATA_DIR: folder }, folder);
  const present = new Set(
    (await control(url, 'GET', '/links')).json.links.map(({ token }: { token: string }) => token),
  );
  expect(links.filter((token) => !present.has(token))).toEqual([]);
  for (const { key, body } of tried) {
    const { json } = await send(url, 'POST', '/v1/customers/lightweight', {
      body,
      headers: { 'idempotency-key': key },
    });
    if (acknowledged.has(key)) expect(json.customer_id).toBe(acknowledged.get(key));
  }
  const { json } = await control(url, 'GET', '/customers?limit=1');
  expect(json.total).toBe(tried.length);
});
