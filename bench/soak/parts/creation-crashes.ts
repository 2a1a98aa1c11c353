/**
 * The portal is killed at seven points of a creation, several creations standing at the point each time, and started
 * again. Then every form is pressed once more, as people do who saw no answer. Law 6: one customer each, none lost,
 * settled within a minute.
 */

import pLimit from 'p-limit';
import { createdId, fillForm, pressCreate } from '../../../testing/creation';
import type { Visitor } from '../../../testing/visitor';
import { pause, until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../rig/figures';
import { compareLedgers, countOpenCreations } from '../rig/ledger';
import type { Hold } from '../rig/postgres-gate';
import { chance } from '../rig/random';
import { openRig, type Rig } from '../rig/rig';

const SETTLED_WITHIN_S = 60;

const isCommit = (sql: string) => /^commit\b/i.test(sql);
const isClaim = (sql: string) => /^update "operations" set/.test(sql) && sql.includes('"tries"');
const insertsIntent = (before: readonly string[]) => before.some((sql) => sql.startsWith('insert into "operations"'));
const confirms = (before: readonly string[]) => before.some((sql) => /^update "customers" set "upstream_id"/.test(sql));

type Point =
  | { readonly name: string; readonly at: 'database'; readonly hold: Hold }
  | { readonly name: string; readonly at: 'upstream'; readonly side: 'request' | 'answer' };

export const CRASH_POINTS: readonly Point[] = [
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
  /** Of them, how many stand at the point when the process is killed. */
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
  const rig = await openRig({ database: 'postgres' });
  try {
    await rig.portal.start();
    const visitor = await rig.signIn();
    const emails: string[] = [];
    const restartedAt: number[] = [];
    for (const [index, point] of CRASH_POINTS.entries()) {
      for (let done = 0; done < size.creationsPerPoint; done += size.atOnce) {
        const count = Math.min(size.atOnce, size.creationsPerPoint - done);
        const batch = Array.from({ length: count }, (_, n) => `crash-${index + 1}-${done + n}@soak.example`);
        emails.push(...batch);
        await killAt(rig, visitor, point, batch);
        restartedAt.push(performance.now());
      }
    }
    const settledIn = await waitUntilSettled(rig, restartedAt.at(-1) ?? 0);
    await judge(rig, emails, findings);
    findings.note('creations crashed at seven points (PostgreSQL)', emails.length);
    findings.note('kills', restartedAt.length);
    findings.within('the last crash settled after the restart', settledIn / 1000, SETTLED_WITHIN_S);
  } finally {
    await rig.close();
  }
}

/** Kills with the whole batch at the point, starts again, and presses every form once more. */
async function killAt(rig: Rig, visitor: Visitor, point: Point, batch: readonly string[]): Promise<void> {
  const gate = rig.postgres?.gate;
  if (gate === undefined) throw new Error('Crash points are seen on the wire to PostgreSQL.');
  const forms = await pLimit(2).map(batch, (email) => fillForm(rig, visitor, email));
  const watched = point.at === 'database' ? gate : rig.upstream;
  if (point.at === 'database') gate.arm(point.hold);
  else rig.upstream.arm({ side: point.side, matches: (method) => method === 'POST' });
  const answers: string[] = [];
  const pressed = forms.map(async (form) => {
    const answer = await pressCreate(rig, visitor, form);
    if (answer) answers.push(`${answer.status} ${answer.text.slice(0, 300)}`);
  });
  await until(`${batch.length} creations stand ${point.name}`, () => {
    if (answers.length > 0) throw new Error(`${point.name}: a press was answered instead of held: ${answers[0]}`);
    return watched.held >= batch.length;
  });
  await rig.portal.program.kill();
  gate.disarm();
  rig.upstream.disarm();
  await Promise.all(pressed);
  await rig.portal.start();
  await pLimit(2).map(forms, async (form) => {
    const again = await pressCreate(rig, visitor, form);
    if (createdId(again) === null) throw new Error(`${point.name}: pressing again answered ${again?.status}`);
  });
}

async function waitUntilSettled(rig: Rig, since: number): Promise<number> {
  await until('every creation is settled', async () => (await countOpenCreations(rig)) === 0);
  return performance.now() - since;
}

async function judge(rig: Rig, emails: readonly string[], findings: Findings): Promise<void> {
  const verdict = await compareLedgers(rig, emails);
  findings.none('duplicate customers upstream', verdict.doubled.length);
  findings.none('duplicate customers in the portal', verdict.doubledInPortal.length);
  findings.none('customers lost', verdict.lost.length);
  findings.none('creations not settled', verdict.unsettled);
}

async function atRandomMoments(size: CrashSize, findings: Findings): Promise<void> {
  const rig = await openRig({ database: 'pglite' });
  const random = chance(size.seed);
  try {
    await rig.portal.start();
    const visitor = await rig.signIn();
    const emails: string[] = [];
    const starts: number[] = [];
    for (let kill = 0; kill < size.randomKills; kill += 1) {
      const batch = Array.from({ length: size.atOnce }, (_, n) => `random-${kill}-${n}@soak.example`);
      emails.push(...batch);
      const forms = await pLimit(2).map(batch, (email) => fillForm(rig, visitor, email));
      const pressed = forms.map((form) => pressCreate(rig, visitor, form));
      await pause(random.below(150));
      await rig.portal.program.kill();
      await Promise.all(pressed);
      starts.push(await rig.portal.start());
      for (const form of forms) await pressCreate(rig, visitor, form);
    }
    // The embedded database can be read only when nobody else has it: it settles first, unwatched, and is then judged.
    await untilListSettled(rig, visitor);
    await rig.portal.program.stop();
    await judge(rig, emails, findings);
    findings.note('creations killed at random moments (embedded)', emails.length);
    findings.note('start with an existing embedded database, p50', `${Math.round(percentile(starts, 0.5))} ms`);
  } finally {
    await rig.close();
  }
}

async function untilListSettled(rig: Rig, visitor: Visitor): Promise<void> {
  await until(
    'no customer is being confirmed',
    async () => {
      let path: string | null = '/api/customers';
      while (path !== null) {
        const page = (await visitor.getJson(rig.portal, path)) as CustomerListPage;
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
