/** What single deliveries may and may not do: duplicates, forgeries, replays, strangers, and every order. */
import pLimit from 'p-limit';
import { until } from '../../../testing/wait';
import { Findings, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { permutations } from '../harness/random';
import { isAccepted, makeEvent, type WebhookEvent } from '../harness/webhook-sender';

export interface WebhookLawSize {
  readonly copies: number;
  /** Whether to wait, for up to two minutes, until a parked delivery is taken up again. */
  readonly waitsForStranger: boolean;
}

export async function webhookLaws(size: WebhookLawSize): Promise<Report> {
  const findings = new Findings('webhooks: duplicates, forgeries, strangers, orders');
  const harness = await openHarness({ database: 'postgres' });
  try {
    await harness.emulator.seed(3);
    await harness.portal.start();
    await duplicates(harness, size.copies, findings);
    await forgeries(harness, findings);
    await strangers(harness, size.waitsForStranger, findings);
    await orders(harness, findings);
  } finally {
    await harness.close();
  }
  return findings.report();
}

async function duplicates(harness: Harness, copies: number, findings: Findings): Promise<void> {
  const [customer] = await harness.emulator.customers();
  if (customer === undefined) throw new Error('The emulator has no customer.');
  const event = makeEvent(customer.id, customer.status);
  const responses = await pLimit(20).map(Array.from({ length: copies }), () => harness.sender.send(event));
  await untilProcessed(harness, [event.eventId]);
  const rows = await harness.rows(`select duplicates from webhook_deliveries where dedupe_key = '${event.eventId}'`);
  const seen = await harness.rows(
    `select o.id from observations o join customers c on c.id = o.customer_id where c.upstream_id = '${customer.id}'`,
  );
  findings.note(`one event delivered ${copies} times: acknowledged`, responses.filter(isAccepted).length);
  findings.expect(responses.every(isAccepted), 'every copy of a delivery is acknowledged');
  findings.none('… rows beyond one', rows.length - 1);
  findings.none('… observations beyond one', seen.length - 1);
  findings.expect(Number(rows[0]?.duplicates) === copies - 1, 'every further copy is counted');
}

async function forgeries(harness: Harness, findings: Findings): Promise<void> {
  const [customer] = await harness.emulator.customers();
  const id = customer?.id ?? '';
  const cases = [
    { name: 'forged', options: { secret: 'whsec_somebody_elses_secret' } },
    { name: 'replayed after 6 minutes', options: { ageSeconds: 360 } },
    { name: 'from 6 minutes in the future', options: { ageSeconds: -360 } },
  ];
  for (const { name, options } of cases) {
    const event = makeEvent(id, 'APPROVED');
    const response = await harness.sender.send(event, options);
    const rows = await harness.rows(`select id from webhook_deliveries where dedupe_key = '${event.eventId}'`);
    findings.note(`${name}: status, rows`, `${response.status}, ${rows.length}`, '401, 0');
    findings.expect(
      response.status === 401 && rows.length === 0,
      `a delivery that is ${name} is refused and leaves nothing`,
    );
  }
}

/** A delivery about a customer that upstream does not show yet waits, and is processed when it does. */
async function strangers(harness: Harness, isWaiting: boolean, findings: Findings): Promise<void> {
  const [known] = (await harness.emulator.customers()).slice(-1);
  if (known === undefined) throw new Error('The emulator has no customer.');
  await harness.emulator.addFault({ method: 'GET', path: `/v1/customers*${known.id}`, fault: 'status:404', times: 2 });
  const event = makeEvent(known.id, known.status);
  findings.expect(isAccepted(await harness.sender.send(event)), 'a delivery about an unknown customer is acknowledged');
  await until('it is parked', async () => (await stateOf(harness, event.eventId)) === 'parked');
  const startedAt = performance.now();
  await harness.emulator.clearFaults();
  findings.note('about an unknown customer', 'parked');
  if (!isWaiting) return;
  await untilProcessed(harness, [event.eventId]);
  findings.within('… processed after it appeared', (performance.now() - startedAt) / 1000, 120);
}

/** Four changes in all 24 orders, each to one customer: all end in upstream's state. */
async function orders(harness: Harness, findings: Findings): Promise<void> {
  const steps = ['PENDING_REVIEW', 'UNDER_REVIEW', 'PENDING_RESPONSE', 'APPROVED'];
  const all = permutations([0, 1, 2, 3]);
  await harness.emulator.seed(all.length);
  const customers = (await harness.emulator.customers()).slice(0, all.length);
  const ids = await pLimit(4).map(customers, async (customer, index) => {
    const events: WebhookEvent[] = [];
    for (const status of steps) {
      await harness.emulator.setStatus(customer.id, status);
      events.push(makeEvent(customer.id, status));
    }
    const ordered = (all[index] ?? []).flatMap((step) => events[step] ?? []);
    for (const event of ordered)
      findings.expect(isAccepted(await harness.sender.send(event)), 'a delivery out of order is acknowledged');
    return ordered.map(({ eventId }) => eventId);
  });
  await untilProcessed(harness, ids.flat());
  const list = customers.map(({ id }) => `'${id}'`).join(',');
  const rows = await harness.rows(
    `select status, count(*)::int as n from customers where upstream_id in (${list}) group by 1`,
  );
  findings.note('orders of four events that end as upstream stands', `${rows[0]?.n} of ${all.length}`);
  findings.expect(
    rows.length === 1 && rows[0]?.status === 'APPROVED' && rows[0]?.n === all.length,
    'all 24 orders of four events end alike',
  );
}

async function stateOf(harness: Harness, eventId: string): Promise<unknown> {
  return (await harness.rows(`select state from webhook_deliveries where dedupe_key = '${eventId}'`))[0]?.state;
}

async function untilProcessed(harness: Harness, eventIds: readonly string[]): Promise<void> {
  const list = eventIds.map((id) => `'${id}'`).join(',');
  await until(
    `${eventIds.length} deliveries are processed`,
    async () => {
      const [row] = await harness.rows(
        `select count(*)::int as n from webhook_deliveries where state = 'processed' and dedupe_key in (${list})`,
      );
      return row?.n === eventIds.length;
    },
    { everyMs: 200 },
  );
}
