/**
 * The customer list at 100,000 customers on the embedded database and 1,000,000 on PostgreSQL: how long its questions
 * take (rows and count together, as a page asks), beside a floor measured in the same run: one customer read by its
 * key. `--plans` prints how the database goes about some of them; `--only pglite|postgres`; `--scale 0.1` for a try.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { z } from 'zod';
import { countTabs } from '@/lib/features/customers/customer-counts.queries';
import { listCustomers } from '@/lib/features/customers/customer-list.queries';
import { selectListItems } from '@/lib/features/customers/customers.queries';
import { toOverdueSince } from '@/lib/features/customers/overdue.queries';
import { LISTED_STATUSES } from '@/lib/kyb/listed-status';
import { DEFAULT_OVERDUE_THRESHOLDS } from '@/lib/kyb/overdue-thresholds';
import { systemScope } from '@/lib/platform/auth/scope';
import { type Db, openDatabase } from '@/lib/platform/db/client';
import { tables } from '@/lib/platform/db/schema/tables';
import { startPostgres } from '@/testing/postgres';
import { kinds, type Question } from './list-parts/cases';
import { fill } from './list-parts/fill';

const WANTED_P95_MS = 50;
const ROUNDS = 5;
const scope = systemScope('bench');

const { values } = parseArgs({
  options: { plans: { type: 'boolean' }, only: { type: 'string' }, scale: { type: 'string' } },
});
const scale = Number(values.scale ?? 1);

const idRows = z.object({ rows: z.array(z.object({ id: z.string() })) });
const pidRows = z.object({ rows: z.array(z.object({ pid: z.number() })) });
const planRows = z.object({ rows: z.array(z.object({ 'QUERY PLAN': z.string() })) });

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

interface Taken {
  readonly wallMs: number;
  /** Of this process and the database's together: what is left of the time when others use the machine as well. */
  readonly cpuMs: number;
}

async function taken(work: () => Promise<unknown>, backends: readonly number[]): Promise<Taken> {
  const before = process.cpuUsage();
  const beforeMs = backendsMs(backends);
  const wallMs = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000 + backendsMs(backends) - beforeMs };
}

/** Time on a processor of the database's processes; the first number of `schedstat` is nanoseconds. */
function backendsMs(pids: readonly number[]): number {
  const ns = pids.map((pid) => {
    const file = `/proc/${pid}/schedstat`;
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) : 0;
  });
  return ns.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** Of the portal's pool, all of them in use once. */
async function backendsOf(db: Db, isServer: boolean): Promise<readonly number[]> {
  if (!isServer) return [];
  await Promise.all(Array.from({ length: 10 }, () => db.execute(sql`select pg_sleep(0.2)`)));
  const response = await db.execute(sql`select pid from pg_stat_activity where application_name = 'partner-portal'`);
  return pidRows.parse(response).rows.map(({ pid }) => pid);
}

/** A deep page's cursor: the place of a customer chosen at random, but the same in each run. */
async function placeOf(db: Db, question: Question, round: number) {
  if (!question.isDeep) return null;
  const { sort } = question.order;
  const wanted = question.filter.status ?? LISTED_STATUSES[round % LISTED_STATUSES.length];
  const response = await db.execute(sql`select id from customers where listed_status = ${wanted}
    and id > ${String(round)} order by listed_status, id limit 1`);
  const id = idRows.parse(response).rows[0]?.id ?? '';
  const [row] = await selectListItems(scope, db, [id]);
  return row ? { sort, value: row.keys[sort], id } : null;
}

function figures(times: readonly number[]): string {
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  return `p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} max ${Math.max(...times).toFixed(1)}`;
}

function report(name: string, all: readonly Taken[], floor: readonly Taken[]): void {
  const wall = all.map(({ wallMs }) => wallMs);
  const cpu = all.map(({ cpuMs }) => cpuMs);
  const ratio =
    quantile(cpu, 0.95) /
    quantile(
      floor.map(({ cpuMs }) => cpuMs),
      0.5,
    );
  const verdict = quantile(wall, 0.95) <= WANTED_P95_MS ? '' : `   over ${WANTED_P95_MS} ms`;
  console.log(
    `  ${name.padEnd(24)} ${figures(wall).padEnd(34)} processor ${figures(cpu).padEnd(32)} ${ratio.toFixed(1)} x floor${verdict}`,
  );
}

async function measure(db: Db, count: number, isServer: boolean): Promise<void> {
  const overdue = toOverdueSince(DEFAULT_OVERDUE_THRESHOLDS, new Date());
  const [anybody] = (await listCustomers(scope, db, {})).items;
  const backends = await backendsOf(db, isServer);
  const floor: Taken[] = [];
  const askFloor = () => selectListItems(scope, db, [anybody?.id ?? '']);
  for (let round = 0; round < 200; round += 1) floor.push(await taken(askFloor, backends));
  report('floor: one by its key', floor, floor);

  const all: Taken[] = [];
  for (const { name, questions } of kinds(count, overdue)) {
    const times: Taken[] = [];
    for (const question of questions) {
      const own: Taken[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const older = await placeOf(db, question, round);
        const request = { ...question.filter, order: question.order, older };
        own.push(await taken(() => listCustomers(scope, db, request), backends));
      }
      times.push(...own);
      const usual = quantile(
        own.map(({ cpuMs }) => cpuMs),
        0.5,
      );
      if (usual > WANTED_P95_MS / 2)
        console.log(`    takes longest: ${question.name}, processor ${usual.toFixed(0)} ms`);
    }
    report(name, times, floor);
    all.push(...times);
  }
  report('everything', all, floor);
  const tabs: Taken[] = [];
  for (let round = 0; round < 20; round += 1) tabs.push(await taken(() => countTabs(scope, db, overdue), backends));
  report('counts of the tabs', tabs, floor);
  if (values.plans) await explain(db, count);
}

/** Asks once, catching the statements, and then has each explained. */
async function explain(db: Db, count: number): Promise<void> {
  const overdue = toOverdueSince(DEFAULT_OVERDUE_THRESHOLDS, new Date());
  const picked: readonly Question[] = kinds(count, overdue).flatMap(({ questions }) => questions.slice(-1));
  for (const question of picked) {
    const caught: SQL[] = [];
    const watched = new Proxy(db, {
      get: (target, key) =>
        key === 'execute'
          ? (query: SQL) => {
              caught.push(query);
              return target.execute(query);
            }
          : Reflect.get(target, key),
    });
    await listCustomers(scope, watched, { ...question.filter, order: question.order });
    console.log(`\n  ${question.name}`);
    for (const query of caught) {
      const plan = await db.execute(sql`explain (analyze, costs off, timing off, summary on) ${query}`);
      for (const row of planRows.parse(plan).rows) console.log(`    ${row['QUERY PLAN']}`);
      console.log('');
    }
  }
}

/** On a connection without the portal's time limits: indexes of a million rows take longer than any page may. */
async function fillPatiently(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("set maintenance_work_mem = '512MB'");
    await fill(drizzle(client, { schema: tables }), count);
  } finally {
    await client.end();
  }
}

async function bench(name: string, databaseUrl: string | null, count: number): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'bench-list-'));
  const open = await openDatabase({ databaseUrl, dataDir });
  try {
    const fillMs = await timed(() => (databaseUrl === null ? fill(open.db, count) : fillPatiently(databaseUrl, count)));
    console.log(`${count.toLocaleString('en')} customers on ${name}, filled in ${(fillMs / 1000).toFixed(0)} s`);
    await measure(open.db, count, databaseUrl !== null);
  } finally {
    await open.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

console.log(
  `load average ${os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} on ${os.cpus().length} cores`,
);
if (values.only !== 'postgres') await bench('PGlite', null, Math.floor(100_000 * scale));
if (values.only !== 'pglite') {
  const postgres = await startPostgres({ say: console.log, isOwn: true });
  try {
    await bench(`PostgreSQL ${postgres.version}`, postgres.url, Math.floor(1_000_000 * scale));
  } finally {
    await postgres.stop();
  }
}
process.exit();
