/**
 * Kill after kill while webhooks pour in. Every delivery that was acknowledged must be found processed in the end, and
 * every customer in the state upstream has (laws 7 and 12; "acknowledged webhooks lost: 0").
 */
import pLimit from 'p-limit';
import type { Visitor } from '../../../testing/visitor';
import { until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { createRng } from '../harness/random';
import { isAccepted, makeEvent, type WebhookEvent } from '../harness/webhook-sender';

const CUSTOMERS = 24;
const WORKERS = 6;
const PROCESSED_WITHIN_S = 120;
const STATUSES = ['PENDING_REVIEW', 'UNDER_REVIEW', 'PENDING_RESPONSE', 'PROVISIONING', 'APPROVED', 'INIT'] as const;

export interface WebhookCrashSize {
  readonly seed: number;
  readonly cycles: number;
  readonly database: 'pglite' | 'postgres';
}

export async function webhookCrashes(size: WebhookCrashSize): Promise<Report> {
  const findings = new Findings(`webhooks under kill -9 (${size.database})`);
  const harness = await openHarness({ database: size.database });
  try {
    await harness.emulator.seed(CUSTOMERS);
    const random = createRng(size.seed);
    const sent = new Map<string, WebhookEvent>();
    const accepted = new Set<string>();
    const starts: number[] = [];
    for (let cycle = 0; cycle < size.cycles; cycle += 1) {
      starts.push(await harness.portal.start());
      await loadAndKill(harness, { sent, accepted, killAfter: 5 + random.below(60), turn: cycle });
    }
    await harness.portal.start();
    const beforeRedelivery = accepted.size;
    await redeliver(harness, sent, accepted);
    const drainedIn = await waitUntilProcessed(harness, size.database);
    await verify(harness, { findings, sent, accepted, kills: size.cycles });
    findings.note('acknowledged by a process that was then killed', beforeRedelivery);
    findings.within('everything processed after the last start', drainedIn / 1000, PROCESSED_WITHIN_S);
    findings.note('start after kill -9, p50 / p95', `${ms(percentile(starts, 0.5))} / ${ms(percentile(starts, 0.95))}`);
  } finally {
    await harness.close();
  }
  return findings.report();
}

interface Load {
  readonly sent: Map<string, WebhookEvent>;
  readonly accepted: Set<string>;
  /** The process dies as soon as so many deliveries of this cycle were acknowledged. */
  readonly killAfter: number;
  readonly turn: number;
}

async function loadAndKill(harness: Harness, { sent, accepted, killAfter, turn }: Load): Promise<void> {
  const acceptedBefore = accepted.size;
  let isDead = false;
  const send = async (customerId: string, status: string) => {
    const event = makeEvent(customerId, status);
    sent.set(event.eventId, event);
    if (isAccepted(await harness.sender.send(event))) accepted.add(event.eventId);
  };
  // Upstream goes on changing meanwhile, and tells of it once.
  const status = STATUSES[turn % STATUSES.length] ?? 'INIT';
  const changing = (await harness.emulator.customers())[turn % CUSTOMERS];
  if (changing) {
    await harness.emulator.setStatus(changing.id, status);
    await send(changing.id, status);
  }
  const customers = await harness.emulator.customers();
  const worker = async (number: number) => {
    for (let next = turn + number; !isDead; next += WORKERS) {
      const customer = customers[next % customers.length];
      if (customer) await send(customer.id, customer.status);
    }
  };
  const workers = Array.from({ length: WORKERS }, (_, number) => worker(number));
  await until(`${killAfter} deliveries are acknowledged`, () => accepted.size - acceptedBefore >= killAfter, {
    everyMs: 1,
  });
  const killed = harness.portal.program.kill();
  isDead = true;
  await killed;
  await Promise.all(workers);
}

/** What was not acknowledged comes again, as upstream's own retries would. */
async function redeliver(
  harness: Harness,
  sent: ReadonlyMap<string, WebhookEvent>,
  accepted: Set<string>,
): Promise<void> {
  const missing = [...sent.values()].filter(({ eventId }) => !accepted.has(eventId));
  await pLimit(WORKERS).map(missing, async (event) => {
    await until('a redelivery is acknowledged', async () => isAccepted(await harness.sender.send(event)), {
      everyMs: 200,
    });
    accepted.add(event.eventId);
  });
}

async function waitUntilProcessed(harness: Harness, database: 'pglite' | 'postgres'): Promise<number> {
  const startedAt = performance.now();
  if (database === 'postgres') {
    await until('every delivery is processed', async () => (await countOpen(harness)) === 0, {
      everyMs: 250,
    });
    return performance.now() - startedAt;
  }
  // The portal has the embedded database to itself, so its own page is asked.
  const visitor = await harness.signIn();
  await until('every delivery is processed', async () => !(await isAnyOpen(harness, visitor)), {
    everyMs: 1_000,
  });
  const processedAt = performance.now();
  await harness.portal.program.stop();
  return processedAt - startedAt;
}

async function isAnyOpen(harness: Harness, visitor: Visitor): Promise<boolean> {
  const pages = await Promise.all(
    ['received', 'parked'].map((state) => visitor.get(harness.portal, `/developers?webhooks=${state}`)),
  );
  return pages.some(({ text }) => !text.includes('No webhook is in this state'));
}

async function countOpen(harness: Harness): Promise<number> {
  const [row] = await harness.rows(
    "select count(*)::int as n from webhook_deliveries where state in ('received', 'parked')",
  );
  return Number(row?.n);
}

interface Outcome {
  readonly findings: Findings;
  readonly sent: ReadonlyMap<string, WebhookEvent>;
  readonly accepted: ReadonlySet<string>;
  readonly kills: number;
}

async function verify(harness: Harness, { findings, sent, accepted, kills }: Outcome): Promise<void> {
  const rows = await harness.rows('select dedupe_key, state from webhook_deliveries');
  const states = new Map(rows.map((row) => [String(row.dedupe_key), String(row.state)]));
  const lost = [...accepted].filter((id) => states.get(id) !== 'processed');
  const ours = await harness.rows('select upstream_id, status from customers');
  const statusOf = new Map(ours.map((row) => [String(row.upstream_id), String(row.status)]));
  const told = new Set([...sent.values()].map(({ customerId }) => customerId));
  const upstream = (await harness.emulator.customers()).filter(({ id }) => told.has(id));
  const wrong = upstream.filter(({ id, status }) => statusOf.get(id) !== status);
  findings.note('kills under load', kills);
  findings.note('deliveries sent', sent.size);
  findings.note('deliveries acknowledged', accepted.size);
  findings.none('acknowledged and lost', lost.length);
  findings.none('rows beyond one an event', rows.length - states.size);
  findings.none('customers in another state than upstream', wrong.length);
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
