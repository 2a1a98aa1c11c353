/** How soon an open stream reports a change upstream: with webhooks, and by the sweeps when all are lost. */

import { createdId, fillForm, leadsToForm, START, submitCreate } from '../../../testing/creation';
import type { EventStream } from '../../../testing/http';
import type { Visitor } from '../../../testing/visitor';
import { pause, until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { createRng } from '../harness/random';

export interface VisibilitySize {
  readonly seed: number;
  readonly database: 'pglite' | 'postgres';
  readonly changes: number;
  /** Changes whose webhook is dropped; each waits for the next sweep, so they are spread over minutes. */
  readonly droppedChanges: number;
}

export async function visibility(size: VisibilitySize): Promise<Report> {
  const findings = new Findings(`a status change is visible (${size.database})`);
  const harness = await openHarness({ database: size.database, webhooks: true });
  try {
    await harness.portal.start();
    const visitor = await harness.signIn();
    const stream = await visitor.openEvents(harness.portal);
    const customer = await makeHot(harness, visitor, 'visible@soak.example');
    const byWebhook: number[] = [];
    for (let number = 0; number < size.changes; number += 1)
      byWebhook.push(await timeToTell(harness, stream, customer, number % 2 === 0 ? 'PENDING_REVIEW' : 'UNDER_REVIEW'));
    findings.within('told by webhook, p95', percentile(byWebhook, 0.95) / 1000, 2);
    if (size.droppedChanges > 0) await bySweep(harness, { size, stream, visitor, findings });
    stream.close();
  } finally {
    await harness.close();
  }
  return findings.report();
}

interface HotCustomer {
  readonly id: string;
  readonly upstreamId: string;
}

/** Creates a customer and starts onboarding, which makes the sweeps check it every minute. */
async function makeHot(harness: Harness, visitor: Visitor, email: string): Promise<HotCustomer> {
  const id = createdId(await submitCreate(harness, visitor, await fillForm(harness, visitor, email)));
  if (id === null) throw new Error('The customer was not created.');
  const path = `/customers/${id}`;
  const response = await visitor.press(harness.portal, path, await visitor.readForm(harness.portal, path, START));
  if (response === null || !leadsToForm(response)) throw new Error(`Start was answered with ${response?.status}`);
  const theirs = (await harness.emulator.customers()).find((customer) => customer.email === email);
  return { id, upstreamId: theirs?.id ?? '' };
}

async function timeToTell(
  harness: Harness,
  stream: EventStream,
  customer: HotCustomer,
  status: string,
): Promise<number> {
  const before = stream.changes.length;
  const startedAt = performance.now();
  await harness.emulator.setStatus(customer.upstreamId, status);
  const told = await until(
    `the stream tells that ${customer.id} is ${status}`,
    () => stream.changes.slice(before).find(({ customerId }) => customerId === customer.id),
    { everyMs: 5 },
  );
  return told.at - startedAt;
}

interface Sweeping {
  readonly size: VisibilitySize;
  readonly stream: EventStream;
  readonly visitor: Visitor;
  readonly findings: Findings;
}

/** Changes at random moments of several minutes, each of a customer of its own. */
async function bySweep(harness: Harness, { size, stream, visitor, findings }: Sweeping): Promise<void> {
  const random = createRng(size.seed);
  await harness.emulator.addFault({ fault: 'webhook_drop', times: 1_000_000 });
  const customers: HotCustomer[] = [];
  for (let number = 0; number < size.droppedChanges; number += 1)
    customers.push(await makeHot(harness, visitor, `hot-${number}@soak.example`));
  const delays = await Promise.all(
    customers.map(async (customer) => {
      await pause(random.next() * 60_000);
      return timeToTell(harness, stream, customer, 'PENDING_REVIEW');
    }),
  );
  findings.note('changes whose webhook was dropped', delays.length);
  findings.note('told by sweep, p50', `${(percentile(delays, 0.5) / 1000).toFixed(1)} s`);
  findings.within('told by sweep, p95', percentile(delays, 0.95) / 1000, 60);
}
