/**
 * A file of customers is imported while the portal is killed again and again at random moments. Law 6 for many: a
 * customer and a result for each row, an invite for each customer, none doubled, none lost; and the same file once more
 * creates none.
 */

import type { Visitor } from '../../../testing/visitor';
import { pause, until } from '../../../testing/wait';
import { Findings, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { compareLedgers } from '../harness/ledger';
import { createRng } from '../harness/random';

export interface ImportSize {
  readonly seed: number;
  readonly database: 'pglite' | 'postgres';
  readonly rows: number;
  readonly kills: number;
}

/** Slow enough to be killed in the middle. */
const REQUESTS_PER_SECOND = 20;
/** Rows go on for at most this long between the first sign of life and the kill. */
const LONGEST_LIFE_MS = 900;
const PAGE = '/customers/import';

export async function importCrashes(size: ImportSize): Promise<Report> {
  const findings = new Findings(`import under kills (${size.database})`);
  const budget = String(REQUESTS_PER_SECOND);
  const harness = await openHarness({
    database: size.database,
    env: { ONEMONEY_REQUESTS_PER_SECOND: budget, ONEMONEY_BURST: budget },
  });
  try {
    await harness.portal.start();
    const visitor = await harness.signIn();
    const emails = Array.from({ length: size.rows }, (_, n) => `row-${n + 1}@soak.example`);
    const importId = await upload(harness, visitor, emails);
    await start(harness, visitor, importId);
    const startedAt = performance.now();
    const kills = await killAgainAndAgain({ harness, visitor, importId, size });
    await untilDone(harness, visitor, importId);
    const seconds = (performance.now() - startedAt) / 1000;
    const again = await upload(harness, visitor, emails);
    const known = (await progressOf(harness, visitor, again))?.counts.existing ?? 0;
    await harness.portal.program.stop();
    await verify(harness, { importId, emails, findings });
    findings.note('rows imported', size.rows);
    findings.note('kills while it ran', kills);
    findings.note('from start to end', `${seconds.toFixed(0)} s`);
    findings.expect(kills === size.kills, `only ${kills} of ${size.kills} kills met a running import`);
    findings.expect(known === size.rows, `the same file again knows ${known} of ${size.rows} customers`);
  } finally {
    await harness.close();
  }
  return findings.report();
}

async function upload(harness: Harness, visitor: Visitor, emails: readonly string[]): Promise<string> {
  const lines = emails.map((email, n) => `Soak,Row ${n + 1},${email},Company of ${email}`);
  const text = ['First name,Last name,E-mail,Company', ...lines].join('\n');
  const response = await visitor.press(harness.portal, '/api/imports', { text });
  const importId = /\/customers\/import\/([0-9a-f-]{36})$/.exec(response?.headers.location ?? '')?.[1];
  if (importId === undefined)
    throw new Error(`The upload answered ${response?.status} ${response?.text.slice(0, 300)}`);
  return importId;
}

async function start(harness: Harness, visitor: Visitor, importId: string): Promise<void> {
  const page = `${PAGE}/${importId}`;
  const hidden = await visitor.readForm(harness.portal, page, /Import [\d,]+ customers?/);
  const response = await visitor.press(harness.portal, page, {
    ...hidden,
    press: 'start',
    mode: 'create_and_invite',
    locale: 'en',
  });
  if (response?.status !== 303)
    throw new Error(`The start answered ${response?.status} ${response?.text.slice(0, 300)}`);
}

interface Progress {
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Null while the portal does not answer. */
async function progressOf(harness: Harness, visitor: Visitor, importId: string): Promise<Progress | null> {
  const response = await visitor.tryGet(harness.portal, `/api/imports/${importId}`, 5_000);
  return response?.status === 200 ? (JSON.parse(response.text) as Progress) : null;
}

interface Killing {
  readonly harness: Harness;
  readonly visitor: Visitor;
  readonly importId: string;
  readonly size: ImportSize;
}

/** Kills at a random moment after rows were completed. Returns how many kills met the import running. */
async function killAgainAndAgain({ harness, visitor, importId, size }: Killing): Promise<number> {
  const random = createRng(size.seed);
  let completed = 0;
  for (let kill = 0; kill < size.kills; kill += 1) {
    const progress = await until(
      `rows get on after kill ${kill}`,
      async () => {
        const seen = await progressOf(harness, visitor, importId);
        return seen !== null && (seen.state !== 'running' || completedRows(seen) > completed) && seen;
      },
      { everyMs: 50 },
    );
    if (progress.state !== 'running') return kill;
    await pause(random.below(LONGEST_LIFE_MS));
    await harness.portal.program.kill();
    await harness.portal.start();
    completed = completedRows((await progressOf(harness, visitor, importId)) ?? progress);
  }
  return size.kills;
}

function completedRows({ counts }: Progress): number {
  const { created = 0, existing = 0, refused = 0, needs_review = 0 } = counts;
  return created + existing + refused + needs_review;
}

async function untilDone(harness: Harness, visitor: Visitor, importId: string): Promise<void> {
  await until('the import is done', async () => (await progressOf(harness, visitor, importId))?.state === 'done', {
    everyMs: 500,
  });
}

interface Outcome {
  readonly importId: string;
  readonly emails: readonly string[];
  readonly findings: Findings;
}

async function verify(harness: Harness, { importId, emails, findings }: Outcome): Promise<void> {
  const verdict = await compareLedgers(harness, emails);
  const upstream = await harness.emulator.customers();
  const rows = await harness.rows(`select state, customer_id from import_rows where import_id = '${importId}'`);
  const results = rows.filter(({ state }) => state !== 'header');
  const invites = await harness.rows('select customer_id from invites');
  const invited = new Set(invites.map((invite) => invite.customer_id)).size;
  findings.note('customers upstream', upstream.length, String(emails.length));
  findings.note('results', results.length, String(emails.length));
  findings.none('duplicate customers upstream', verdict.doubled.length);
  findings.none('duplicate customers in the portal', verdict.doubledInPortal.length);
  findings.none('customers lost', verdict.lost.length);
  findings.none('creations not completed', verdict.unresolved);
  findings.none('rows without their own customer', emails.length - countDifferent(results, 'created'));
  findings.none('customers without an invite', emails.length - invited);
  findings.none('customers with a second invite', invites.length - invited);
  findings.expect(upstream.length === emails.length, `upstream has ${upstream.length} of ${emails.length} customers`);
  findings.expect(results.length === emails.length, `there are ${results.length} results`);
}

/** Different customers of the rows in this state. */
function countDifferent(rows: readonly Readonly<Record<string, unknown>>[], state: string): number {
  return new Set(rows.filter((row) => row.state === state).map((row) => row.customer_id)).size;
}
