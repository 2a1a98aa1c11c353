/** Every fault of the emulator while a customer is created: one customer or a clear rejection, and it is reconciled. */

import { z } from 'zod';
import { createdId, fillForm, submitCreate } from '../../../testing/creation';
import type { Visitor } from '../../../testing/visitor';
import { until } from '../../../testing/wait';
import { Findings, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { countOpenCreations } from '../harness/ledger';

export const UPSTREAM_FAULTS = [
  'timeout_before',
  'timeout_after',
  'reset_before',
  'reset_after',
  'status:500',
  'status_after:500',
  'status:502',
  'status:503',
  'status:504',
  'status_after:504',
  'rate_limit:2',
  'rate_limit_in_200:2',
  'truncate',
  'html',
  'slow:20',
  'unknown_status',
  'missing_field:status',
  'missing_field:customer_id',
] as const;

/** Tries of the portal that meet the fault before it ends: more than an interactive call has. */
const STRIKES = 4;
const DONE_WITHIN_S = 60;

export interface FaultSize {
  readonly faults: readonly string[];
  /** Whether upstream also disappears altogether; the breaker then takes half a minute to ask again. */
  readonly isCutToo: boolean;
}

export async function upstreamFaults({ faults, isCutToo }: FaultSize): Promise<Report> {
  const findings = new Findings('upstream goes wrong during a creation');
  const harness = await openHarness({ database: 'postgres', env: { ONEMONEY_TIMEOUT_MS: '3000' } });
  try {
    await harness.portal.start();
    const visitor = await harness.signIn();
    let slowest = 0;
    for (const fault of faults) slowest = Math.max(slowest, await meet(harness, visitor, fault, findings));
    if (isCutToo) slowest = Math.max(slowest, await meetOutage(harness, visitor, findings));
    findings.note('faults met', faults.length + (isCutToo ? 1 : 0));
    findings.within('slowest to reconcile once upstream was well', slowest / 1000, DONE_WITHIN_S);
  } finally {
    await harness.close();
  }
  return findings.report();
}

async function meet(harness: Harness, visitor: Visitor, fault: string, findings: Findings): Promise<number> {
  const email = `${fault.replaceAll(/[^a-z0-9]+/g, '-')}@soak.example`;
  const form = await fillForm(harness, visitor, email);
  await harness.emulator.addFault({ method: 'POST', path: '/v1/customers', fault, times: STRIKES });
  const response = await submitCreate(harness, visitor, form);
  findings.expect((await strikes(harness)) > 0, `${fault}: the creation meets the fault`);
  await harness.emulator.clearFaults();
  return reconcile(harness, { name: fault, email, isAnswered: isHonest(response), findings });
}

/** How often the one ordered fault has struck; it is gone when it is used up. */
async function strikes(harness: Harness): Promise<number> {
  const standing = z.object({ faults: z.array(z.object({ used: z.number() })) });
  return standing.parse(await harness.emulator.control('GET', '/faults')).faults[0]?.used ?? STRIKES;
}

async function meetOutage(harness: Harness, visitor: Visitor, findings: Findings): Promise<number> {
  const email = 'outage@soak.example';
  const form = await fillForm(harness, visitor, email);
  await harness.upstream.cut();
  const response = await submitCreate(harness, visitor, form);
  await harness.upstream.restore();
  return reconcile(harness, { name: 'not reachable at all', email, isAnswered: isHonest(response), findings });
}

type Answer = Awaited<ReturnType<typeof submitCreate>>;

/** On to the customer's page, or the form again with a sentence; never an error page. */
function isHonest(response: Answer): boolean {
  if (response === null) return false;
  return createdId(response) !== null || (response.status === 200 && response.text.includes('role="alert"'));
}

interface CreationAttempt {
  readonly name: string;
  readonly email: string;
  readonly isAnswered: boolean;
  readonly findings: Findings;
}

async function reconcile(harness: Harness, { name, email, isAnswered, findings }: CreationAttempt): Promise<number> {
  const startedAt = performance.now();
  findings.expect(isAnswered, `${name}: the person is told honestly what happened`);
  await until(`${name}: it settles`, async () => (await countOpenCreations(harness)) === 0);
  const theirs = (await harness.emulator.customers()).filter((customer) => customer.email === email);
  const ours = await harness.rows(
    `select c.upstream_id, o.state from customers c join operations o on o.customer_id = c.id where c.email = '${email}'`,
  );
  const [row] = ours;
  const isOne = theirs.length === 1 && ours.length === 1 && row?.upstream_id === theirs[0]?.id;
  const isNone = theirs.length === 0 && (ours.length === 0 || (ours.length === 1 && row?.state === 'needs_review'));
  findings.expect(
    isOne || isNone,
    `${name}: exactly one customer or a clear refusal, not ${theirs.length} upstream and ${ours.length} here (${row?.state})`,
  );
  return performance.now() - startedAt;
}
