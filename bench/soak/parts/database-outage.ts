/**
 * PostgreSQL goes away under load and comes back. Meanwhile webhooks get 503 and never 2xx, pages explain it, the
 * process stays up and is not ready; afterwards everything works again without a restart.
 */

import { createdId, fillForm, submitCreate } from '../../../testing/creation';
import type { HttpResponse } from '../../../testing/http';
import type { Visitor } from '../../../testing/visitor';
import { statusOf } from '../../../testing/visitor';
import { pause, until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { compareLedgers, countOpenCreations } from '../harness/ledger';
import { isAccepted, makeEvent } from '../harness/webhook-sender';

/** `stopped`: the server ends. `frozen`: the network swallows everything, so no connection ever breaks. */
export type OutageKind = 'stopped' | 'frozen';

export interface OutageSize {
  readonly kind: OutageKind;
  readonly seconds: number;
}

const ANSWER_WITHIN_S = 20;

export async function databaseOutage(size: OutageSize): Promise<Report> {
  const findings = new Findings(`PostgreSQL ${size.kind} for ${size.seconds} s under load`);
  const harness = await openHarness({ database: 'postgres' });
  try {
    await harness.emulator.seed(10);
    await harness.portal.start();
    const visitor = await harness.signIn();
    const form = await fillForm(harness, visitor, 'outage@soak.example');
    const stream = await visitor.openEvents(harness.portal);
    const load = startLoad(harness);
    await until('the load is acknowledged', () => load.accepted.size > 20);
    const seen = await outage(harness, { ...size, visitor, form });
    const backAt = performance.now();
    await until(
      'the portal is ready again',
      async () => (await statusOf(`${harness.portal.url}/api/health/ready`)) === 200,
    );
    findings.note('ready after the database was back', `${((performance.now() - backAt) / 1000).toFixed(1)} s`);
    await until(
      'pages are served again',
      async () => (await visitor.tryGet(harness.portal, '/customers'))?.status === 200,
    );
    findings.note('pages served after it was back', `${((performance.now() - backAt) / 1000).toFixed(1)} s`);
    const acceptedBefore = load.accepted.size;
    await until('webhooks are acknowledged again', () => load.accepted.size > acceptedBefore + 20);
    await load.stop();
    checkOutage(findings, seen, load);
    findings.expect(harness.portal.program.crashes === 0, 'the portal survives the outage of its database');
    await recovered(harness, {
      findings,
      visitor,
      accepted: load.accepted,
      streamChanges: () => stream.changes.length,
    });
    stream.close();
  } finally {
    await harness.close();
  }
  return findings.report();
}

interface Load {
  readonly accepted: ReadonlySet<string>;
  readonly responses: readonly {
    readonly status: number | null;
    readonly retryAfter: string | null;
    readonly at: number;
    readonly ms: number;
  }[];
  stop(): Promise<void>;
}

function startLoad(harness: Harness): Load {
  const accepted = new Set<string>();
  const responses: { status: number | null; retryAfter: string | null; at: number; ms: number }[] = [];
  let isOver = false;
  const worker = async () => {
    const customers = await harness.emulator.customers();
    for (let turn = 0; !isOver; turn += 1) {
      const customer = customers[turn % customers.length];
      if (customer === undefined) return;
      const event = makeEvent(customer.id, customer.status);
      const at = performance.now();
      const response = await harness.sender.send(event);
      if (isAccepted(response)) accepted.add(event.eventId);
      responses.push({ ...response, at });
      await pause(40);
    }
  };
  const workers = Promise.all([worker(), worker(), worker(), worker()]);
  return {
    accepted,
    responses,
    async stop() {
      isOver = true;
      await workers;
    },
  };
}

interface Seen {
  readonly from: number;
  readonly to: number;
  readonly live: (number | null)[];
  readonly ready: (number | null)[];
  readonly pages: { readonly page: HttpResponse | null }[];
  readonly press: HttpResponse | null;
}

async function outage(
  harness: Harness,
  { kind, seconds, visitor, form }: OutageSize & { visitor: Visitor; form: Awaited<ReturnType<typeof fillForm>> },
): Promise<Seen> {
  const { postgres } = harness;
  if (postgres === null) throw new Error('There is no PostgreSQL to stop.');
  if (kind === 'stopped') await postgres.halt();
  else postgres.tcpProxy.wire.freeze();
  const from = performance.now();
  const seen: Seen = { from, to: 0, live: [], ready: [], pages: [], press: null };
  const press = submitCreate(harness, visitor, form);
  // The portal checks its database every two seconds; how late that may be is not tested here.
  const isNoticed = () => seen.pages.some(({ page }) => page?.status === 503);
  while (performance.now() - from < seconds * 1000 || !isNoticed()) {
    const [live, ready, page] = await Promise.all([
      statusOf(`${harness.portal.url}/api/health/live`),
      statusOf(`${harness.portal.url}/api/health/ready`),
      visitor.tryGet(harness.portal, '/customers'),
    ]);
    seen.live.push(live);
    seen.ready.push(ready);
    seen.pages.push({ page });
    await pause(250);
  }
  const to = performance.now();
  if (kind === 'stopped') await postgres.resume();
  else postgres.tcpProxy.wire.thaw();
  return { ...seen, to, press: await press };
}

function checkOutage(findings: Findings, seen: Seen, load: Load): void {
  const during = load.responses.filter(({ at, ms }) => at > seen.from && at + ms < seen.to);
  const statuses = [...new Set(during.map(({ status }) => status))];
  findings.note('webhooks during the outage: statuses', statuses.join(', ') || 'none sent', '503');
  findings.expect(
    during.every(({ status, retryAfter }) => status === 503 && retryAfter !== null),
    'during the outage every webhook is answered 503 with Retry-After, never 2xx',
  );
  findings.within('… longest answer', Math.max(0, ...during.map(({ ms }) => ms)) / 1000, ANSWER_WITHIN_S);
  findings.note('live / ready during the outage', `${unique(seen.live)} / ${unique(seen.ready)}`, '200 / 503');
  findings.expect(
    seen.live.every((status) => status === 200),
    'the process stays live',
  );
  findings.expect(
    seen.ready.every((status) => status === 503),
    'the process is not ready',
  );
  const late = seen.pages.slice(seen.pages.findIndex(({ page }) => page?.status === 503));
  findings.note(
    'pages once the outage was noticed: statuses',
    unique(late.map(({ page }) => page?.status ?? null)),
    '503',
  );
  findings.expect(
    late.every(({ page }) => page !== null && page.status === 503 && isFriendly(page)),
    'pages say with 503 and in friendly words that the portal is not available',
  );
  findings.expect(
    seen.pages.every(({ page }) => page !== null && !tellsInside(page)),
    'no page shows anything of the inside',
  );
  findings.within(
    '… slowest page, p95',
    percentile(
      seen.pages.map(({ page }) => page?.ms ?? Number.POSITIVE_INFINITY),
      0.95,
    ) / 1000,
    ANSWER_WITHIN_S,
  );
  findings.note('a creation pressed as the outage began: status', String(seen.press?.status ?? 'no answer'));
  findings.expect(seen.press?.status !== 500, 'a form sent before the outage is noticed is not answered with an error');
}

function isFriendly({ text }: HttpResponse): boolean {
  return text.includes('not available for a moment');
}

/** SQL, a stack or an address. */
function tellsInside({ text }: HttpResponse): boolean {
  return /ECONNREFUSED|select "|\bat [A-Za-z.]+ \(|node_modules/.test(text);
}

interface Recovery {
  readonly findings: Findings;
  readonly visitor: Visitor;
  readonly accepted: ReadonlySet<string>;
  readonly streamChanges: () => number;
}

async function recovered(harness: Harness, { findings, visitor, accepted, streamChanges }: Recovery): Promise<void> {
  const form = await fillForm(harness, visitor, 'after-outage@soak.example');
  findings.expect(createdId(await submitCreate(harness, visitor, form)) !== null, 'customers can be created again');
  await until('all creations are settled', async () => (await countOpenCreations(harness)) === 0);
  const startedAt = performance.now();
  await until(
    'every acknowledged delivery is processed',
    async () => {
      const [row] = await harness.rows("select count(*)::int as n from webhook_deliveries where state <> 'processed'");
      return row?.n === 0;
    },
    { everyMs: 250 },
  );
  findings.within('everything processed after the outage', (performance.now() - startedAt) / 1000, 120);
  const rows = await harness.rows("select dedupe_key from webhook_deliveries where state = 'processed'");
  const processed = new Set(rows.map((row) => String(row.dedupe_key)));
  findings.none('acknowledged and lost', [...accepted].filter((id) => !processed.has(id)).length);
  const told = streamChanges();
  const [customer] = await harness.emulator.customers();
  await harness.emulator.setStatus(customer?.id ?? '', 'UNDER_REVIEW');
  await harness.sender.send(makeEvent(customer?.id ?? '', 'UNDER_REVIEW'));
  await until('an event stream from before the outage tells of changes again', () => streamChanges() > told);
  const verdict = await compareLedgers(harness, ['after-outage@soak.example']);
  findings.none('customers doubled or lost', verdict.doubled.length + verdict.lost.length);
}

function unique(values: readonly (number | null)[]): string {
  return [...new Set(values.map(String))].join(', ');
}
