/**
 * The built portal over HTTP on PostgreSQL: how long a page takes compared with an empty dynamic page of the same Next,
 * and how much of a start is the portal's own time. `--customers 1000000` (default 100,000), `--rounds`.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { z } from 'zod';
import { openDatabase } from '@/lib/platform/db/client';
import { tables } from '@/lib/platform/db/schema/tables';
import { nextCli } from '@/scripts/build-if-changed.mjs';
import { withEmptyApp } from '@/testing/empty-app';
import { http1 } from '@/testing/http';
import { takePort } from '@/testing/ports';
import { Program } from '@/testing/program';
import type { Visitor } from '@/testing/visitor';
import { until } from '@/testing/wait';
import { leadsToForm, START } from '../testing/creation';
import { fill } from './list-parts/fill';
import { percentile } from './soak/harness/figures';
import { type Harness, openHarness } from './soak/harness/harness';

const { values } = parseArgs({ options: { customers: { type: 'string' }, rounds: { type: 'string' } } });
const customers = Number(values.customers ?? 100_000);
const rounds = Number(values.rounds ?? 200);
/** Seeded at the emulator: some of them have a form that can be opened. */
const STARTERS = 300;

const PAGES = {
  'list, first page': '/customers',
  'list, a tab': '/customers?tab=needs_customer',
  'list, a search': '/customers?search=marine',
  overview: '/overview',
} as const;

const idRow = z.object({ id: z.string() });
const callRow = z.object({ at: z.coerce.number(), ms: z.coerce.number() });

function say(name: string, times: readonly number[], floorP95?: number): void {
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const ratio = floorP95 === undefined ? '' : `   p95 ${(p95 / floorP95).toFixed(1)} x that of an empty dynamic page`;
  console.log(`  ${name.padEnd(26)} p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} ms${ratio}`);
}

/** In turns, so that whatever else the machine does meets all alike. */
async function measurePages(harness: Harness, visitor: Visitor, floorUrl: string): Promise<void> {
  const detail = idRow.parse((await harness.rows('select id from customers where owner_id is not null limit 1'))[0]);
  const pages = Object.entries({ ...PAGES, 'a customer': `/customers/${detail.id}` });
  const floor: number[] = [];
  const times = new Map<string, number[]>(pages.map(([name]) => [name, []]));
  for (let round = -10; round < rounds; round += 1) {
    const empty = await http1(floorUrl);
    if (round >= 0) floor.push(empty.ms);
    for (const [name, path] of pages) {
      const { status, ms } = await visitor.get(harness.portal, path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      if (round >= 0) times.get(name)?.push(ms);
    }
  }
  say('an empty dynamic page', floor);
  for (const [name, own] of times) say(name, own, percentile(floor, 0.95));
}

/** The time of a start without the time upstream took for its two calls. */
async function measureStarts(harness: Harness, visitor: Visitor, ids: readonly string[]): Promise<void> {
  const presses: { readonly from: number; readonly ms: number }[] = [];
  for (const id of ids) {
    const path = `/customers/${id}`;
    const fields = await visitor.readForm(harness.portal, path, START);
    const from = Date.now();
    const response = await visitor.press(harness.portal, path, fields);
    if (response === null || !leadsToForm(response)) throw new Error(`A press was answered ${response?.status}`);
    presses.push({ from, ms: response.ms });
  }
  const last = presses.at(-1)?.from ?? 0;
  const calls = await until('the calls are in the journal', async () => {
    const rows = await harness.rows(`select extract(epoch from at) * 1000 as at, duration_ms as ms from upstream_calls
      where priority = 'interactive' order by at`);
    const all = rows.map((row) => callRow.parse(row));
    return all.filter(({ at }) => at >= last).length >= 2 ? all : null;
  });
  const own = presses.map(({ from, ms }) => {
    const inside = calls.filter(({ at }) => at >= from && at <= from + ms);
    if (inside.length !== 2) throw new Error(`A press made ${inside.length} upstream calls instead of 2.`);
    return ms - inside.reduce((sum, call) => sum + call.ms, 0);
  });
  say('a press on Start, whole', presses.map(({ ms }) => ms).slice(10));
  say('… the portal’s own part', own.slice(10));
}

/** As a sweep would add them, without waiting for one. */
async function knowSeeded(harness: Harness): Promise<readonly string[]> {
  const seeded = (await harness.emulator.customers()).filter(({ status }) => status === 'INIT');
  for (const { id, email } of seeded)
    await harness.rows(`insert into customers (id, upstream_id, email, email_key, search_text, sort_name, status)
      values ('${id}', '${id}', '${email}', '${email}', '${id} ${id}' || E'\\n' || '${email}', '${email}', 'INIT')
      on conflict do nothing`);
  return seeded.map(({ id }) => id);
}

async function fillPortal(url: string): Promise<void> {
  await (await openDatabase({ databaseUrl: url, dataDir: '' })).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("set maintenance_work_mem = '256MB'");
  await fill(drizzle(client, { schema: tables }), customers);
  await client.end();
}

console.log(`load average ${os.loadavg().map((load) => load.toFixed(1))} on ${os.cpus().length} cores`);
const harness = await openHarness({ database: 'postgres', isDirect: true });
try {
  if (harness.postgres === null) throw new Error('There is no PostgreSQL.');
  await fillPortal(harness.postgres.url);
  await harness.emulator.seed(STARTERS);
  await harness.portal.start();
  const visitor = await harness.signIn();
  console.log(`${customers.toLocaleString('en')} customers, ${rounds} rounds`);
  const ids = await knowSeeded(harness);
  await withEmptyApp(async (folder) => {
    const port = await takePort();
    const empty = Program.start({
      name: 'the empty application',
      args: [nextCli, 'start', folder, '-p', String(port), '-H', '127.0.0.1'],
      cwd: folder,
    });
    const url = `http://127.0.0.1:${port}/dynamic`;
    try {
      await empty.untilAnswers(url);
      await measurePages(harness, visitor, url);
    } finally {
      await empty.kill();
    }
  });
  await measureStarts(harness, visitor, ids);
} finally {
  await harness.close();
}
process.exit();
