/**
 * The portal is killed at seven points of a creation, with several creations held at the point each time, and started
 * again. Then every form is submitted once more, as people do who saw no response. Law 6: one customer each, none lost,
 * completed within a minute.
 */

import pLimit from 'p-limit';
import { createdId, fillForm, submitCreate } from '../../../testing/creation';
import type { Visitor } from '../../../testing/visitor';
import { pause, until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { compareLedgers, countOpenCreations } from '../harness/ledger';
import type { Hold } from '../harness/postgres-proxy';
import { createRng } from '../harness/random';

const DONE_WITHIN_S = 60;

const isCommit = (sql: string) => /^commit\b/i.test(sql);
const isClaim = (sql: string) => /^update "operations" set/.test(sql) && sql.includes('"tries"');
const insertsIntent = (before: readonly string[]) => before.some((sql) => sql.startsWith('insert into "operations"'));
const confirms = (before: readonly string[]) => before.some((sql) => /^update "customers" set "upstream_id"/.test(sql));

type Point =
  | { readonly name: string; readonly at: 'database'; readonly hold: Hold }
  | { readonly name: string; readonly at: 'upstream'; readonly side: 'request' | 'answer' };

const CRASH_POINTS: readonly Point[] = [
  {
    name: 'before the intent is committed',
    at: 'database',
    hold: { side: 'question', matches: ({ sql, before }) => isCommit(sql) && insertsIntent(before) },
  },
  {
    name: 'after the intent, before the claim',
    at: 'database',
    hold: { side: 'question', matches: ({ sql }) => isClaim(sql) },
  },
  {
    name: 'after the claim, before sending',
    at: 'database',
    hold: { side: 'answer', matches: ({ sql }) => isClaim(sql) },
  },
  { name: 'sent, upstream never got it', at: 'upstream', side: 'request' },
  { name: 'upstream committed, answer withheld', at: 'upstream', side: 'answer' },
  {
    name: 'answered, before the confirmation is committed',
    at: 'database',
    hold: { side: 'question', matches: ({ sql, before }) => isCommit(sql) && confirms(before) },
  },
  {
    name: 'confirmed, before the browser is answered',
    at: 'database',
    hold: { side: 'answer', matches: ({ sql, before }) => isCommit(sql) && confirms(before) },
  },
];

export interface CrashSize {
  readonly seed: number;
  /** Creations at each point in all. */
  readonly creationsPerPoint: number;
  /** How many of them are held at the point when the process is killed. */
  readonly atOnce: number;
  /** Kills at random moments on the embedded database, which has no wire to watch. */
  readonly randomKills: number;
}

export async function creationCrashes(size: CrashSize): Promise<Report> {
  const findings = new Findings('creation crashes');
  await atPoints(size, findings);
  if (size.randomKills > 0) await atRandomMoments(size, findings);
  return findings.report();
}

async function atPoints(size: CrashSize, findings: Findings): Promise<void> {
  const harness = await openHarness({ database: 'postgres' });
  try {
    await harness.portal.start();
    const visitor = await harness.signIn();
    const emails: string[] = [];
    const restartedAt: number[] = [];
    for (const [index, point] of CRASH_POINTS.entries()) {
      for (let done = 0; done < size.creationsPerPoint; done += size.atOnce) {
        const count = Math.min(size.atOnce, size.creationsPerPoint - done);
        const batch = Array.from({ length: count }, (_, n) => `crash-${index + 1}-${done + n}@soak.example`);
        emails.push(...batch);
        await killAt(harness, visitor, point, batch);
        restartedAt.push(performance.now());
      }
    }
    const completedInMs = await waitUntilReconciled(harness, restartedAt.at(-1) ?? 0);
    await verify(harness, emails, findings);
    findings.note('creations crashed at seven points (PostgreSQL)', emails.length);
    findings.note('kills', restartedAt.length);
    findings.within('the last crash settled after the restart', completedInMs / 1000, DONE_WITHIN_S);
  } finally {
    await harness.close();
  }
}

/** Kills with the whole batch held at the point, starts again, and submits every form once more. */
async function killAt(harness: Harness, visitor: Visitor, point: Point, batch: readonly string[]): Promise<void> {
  const tcpProxy = harness.postgres?.tcpProxy;
  if (tcpProxy === undefined) throw new Error('Crash points are seen on the wire to PostgreSQL.');
  const forms = await pLimit(2).map(batch, (email) => fillForm(harness, visitor, email));
  const watched = point.at === 'database' ? tcpProxy : harness.upstream;
  if (point.at === 'database') tcpProxy.arm(point.hold);
  else harness.upstream.arm({ side: point.side, matches: (method) => method === 'POST' });
  const responses: string[] = [];
  const pressed = forms.map(async (form) => {
    const response = await submitCreate(harness, visitor, form);
    if (response) responses.push(`${response.status} ${response.text.slice(0, 300)}`);
  });
  await until(`${batch.length} creations stand ${point.name}`, () => {
    if (responses.length > 0) throw new Error(`${point.name}: a press was answered instead of held: ${responses[0]}`);
    return watched.held >= batch.length;
  });
  await harness.portal.program.kill();
  tcpProxy.disarm();
  harness.upstream.disarm();
  await Promise.all(pressed);
  await harness.portal.start();
  await pLimit(2).map(forms, async (form) => {
    const again = await submitCreate(harness, visitor, form);
    if (createdId(again) === null) throw new Error(`${point.name}: pressing again answered ${again?.status}`);
  });
}

async function waitUntilReconciled(harness: Harness, since: number): Promise<number> {
  await until('every creation is settled', async () => (await countOpenCreations(harness)) === 0);
  return performance.now() - since;
}

async function verify(harness: Harness, emails: readonly string[], findings: Findings): Promise<void> {
  const verdict = await compareLedgers(harness, emails);
  findings.none('duplicate customers upstream', verdict.doubled.length);
  findings.none('duplicate customers in the portal', verdict.doubledInPortal.length);
  findings.none('customers lost', verdict.lost.length);
  findings.none('creations not settled', verdict.unresolved);
}

async function atRandomMoments(size: CrashSize, findings: Findings): Promise<void> {
  const harness = await openHarness({ database: 'pglite' });
  const random = createRng(size.seed);
  try {
    await harness.portal.start();
    const visitor = await harness.signIn();
    const emails: string[] = [];
    const starts: number[] = [];
    for (let kill = 0; kill < size.randomKills; kill += 1) {
      const batch = Array.from({ length: size.atOnce }, (_, n) => `random-${kill}-${n}@soak.example`);
      emails.push(...batch);
      const forms = await pLimit(2).map(batch, (email) => fillForm(harness, visitor, email));
      const pressed = forms.map((form) => submitCreate(harness, visitor, form));
      await pause(random.below(150));
      await harness.portal.program.kill();
      await Promise.all(pressed);
      starts.push(await harness.portal.start());
      for (const form of forms) await submitCreate(harness, visitor, form);
    }
    // Only one process can read the embedded database: it reconciles first, unwatched, and is checked afterwards.
    await untilListStable(harness, visitor);
    await harness.portal.program.stop();
    await verify(harness, emails, findings);
    findings.note('creations killed at random moments (embedded)', emails.length);
    findings.note('start with an existing embedded database, p50', `${Math.round(percentile(starts, 0.5))} ms`);
  } finally {
    await harness.close();
  }
}

async function untilListStable(harness: Harness, visitor: Visitor): Promise<void> {
  await until(
    'no customer is being confirmed',
    async () => {
      let path: string | null = '/api/customers';
      while (path !== null) {
        const page = (await visitor.getJson(harness.portal, path)) as CustomerListPage;
        if (page.items.some(({ creation }) => creation === 'confirming')) return false;
        path = page.olderCursor === null ? null : `/api/customers?older=${encodeURIComponent(page.olderCursor)}`;
      }
      return true;
    },
    { everyMs: 500 },
  );
}

interface CustomerListPage {
  readonly items: readonly { readonly creation: string }[];
  readonly olderCursor: string | null;
}
