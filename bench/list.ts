/**
 * The customer list at 100,000 customers on the embedded database and 1,000,000 on PostgreSQL: how long its questions
 * take (rows and count together, as a page asks), beside a floor measured in the same run: one customer read by its
 * key. `--plans` prints how the database goes about some of them; `--only pglite|postgres`; `--scale 0.1` for a try.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { z } from 'zod';
import { type Db, openDatabase } from '@/lib/db/client';
import { countTabs } from '@/lib/db/queries/customer-counts';
import { listCustomers } from '@/lib/db/queries/customer-list';
import { selectListItems } from '@/lib/db/queries/customers';
import { tables } from '@/lib/db/schema/tables';
import { LISTED_STATUSES } from '@/lib/kyb/customer-list';
import { DEFAULT_STUCK_THRESHOLDS } from '@/lib/kyb/stuck-thresholds';
import { systemScope } from '@/lib/scope';
import { toStuckSince } from '@/lib/services/customer-filter';
import { startPostgres } from '@/scripts/testing/postgres.mjs';
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

/** A place in the list for a deep page: where a customer stands that was chosen by chance, but the same in each run. */
async function placeOf(db: Db, question: Question, round: number) {
  if (!question.isDeep) return null;
  const { sort } = question.order;
  const wanted = question.filter.status ?? LISTED_STATUSES[round % LISTED_STATUSES.length];
  const answer = await db.execute(sql`select id from customers where listed_status = ${wanted}
    and id > ${String(round)} order by listed_status, id limit 1`);
  const id = idRows.parse(answer).rows[0]?.id ?? '';
  const [row] = await selectListItems(scope, db, [id]);
  return row ? { sort, value: row.keys[sort], id } : null;
}

function report(name: string, times: readonly number[], floorMs: number): void {
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
  const verdict = p95 <= WANTED_P95_MS ? '' : '   OVER';
  const figures = `p50 ${p50.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  max ${Math.max(...times).toFixed(1)} ms`;
  console.log(`  ${name.padEnd(24)} ${figures.padEnd(46)} p95 is ${(p95 / floorMs).toFixed(1)} x floor${verdict}`);
}

async function measure(db: Db, count: number): Promise<void> {
  const stuck = toStuckSince(DEFAULT_STUCK_THRESHOLDS, new Date());
  const [anybody] = (await listCustomers(scope, db, {})).items;
  const floor: number[] = [];
  const askFloor = () => selectListItems(scope, db, [anybody?.id ?? '']);
  for (let round = 0; round < 200; round += 1) floor.push(await timed(askFloor));
  const floorMs = quantile(floor, 0.5);
  console.log(
    `  ${'floor: one by its key'.padEnd(24)} p50 ${floorMs.toFixed(1)} ms  p95 ${quantile(floor, 0.95).toFixed(1)} ms`,
  );

  const all: number[] = [];
  for (const { name, questions } of kinds(count, stuck)) {
    const times: number[] = [];
    for (const question of questions) {
      const own: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const older = await placeOf(db, question, round);
        const request = { ...question.filter, order: question.order, older };
        own.push(await timed(() => listCustomers(scope, db, request)));
      }
      times.push(...own);
      if (quantile(own, 0.5) > WANTED_P95_MS)
        console.log(`    slow: ${question.name} ${quantile(own, 0.5).toFixed(0)} ms`);
    }
    report(name, times, floorMs);
    all.push(...times);
  }
  report('everything', all, floorMs);
  const tabs: number[] = [];
  for (let round = 0; round < 20; round += 1) tabs.push(await timed(() => countTabs(scope, db, stuck)));
  report('counts of the tabs', tabs, floorMs);
  if (values.plans) await explain(db, count);
}

/** Asks once, catching the statements, and then has each explained. */
async function explain(db: Db, count: number): Promise<void> {
  const stuck = toStuckSince(DEFAULT_STUCK_THRESHOLDS, new Date());
  const picked: readonly Question[] = kinds(count, stuck).flatMap(({ questions }) => questions.slice(-1));
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
    await measure(open.db, count);
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
