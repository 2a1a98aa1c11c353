/**
 * Two portals and a worker on one PostgreSQL: many clicks make one link, and a change learned by one process is pushed
 * by the other.
 */

import { createdId, fillForm, leadsToForm, START, submitCreate } from '../../../testing/creation';
import type { Portal } from '../../../testing/portal';
import type { Visitor } from '../../../testing/visitor';
import { until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { makeEvent } from '../harness/webhook-sender';

export interface ManySize {
  readonly rounds: number;
  readonly clicks: number;
}

export async function manyProcesses({ rounds, clicks }: ManySize): Promise<Report> {
  const findings = new Findings('two portals and a worker on one PostgreSQL');
  const harness = await openHarness({ database: 'postgres', portals: 2, worker: true, env: { PORTAL_JOBS: 'off' } });
  try {
    const [one, other] = harness.portals;
    if (one === undefined || other === undefined) throw new Error('Two portals were asked for.');
    await one.start();
    harness.worker?.launch();
    await other.start();
    const visitor = await harness.signIn();
    const refusals: string[] = [];
    for (let round = 0; round < rounds; round += 1)
      refusals.push(
        ...(await clickAtOnce(harness, { visitor, clicks, email: `clicks-${round}@soak.example`, findings })),
      );
    findings.note('clicks on one customer at once, rounds', `${clicks} × ${rounds}`);
    findings.note('links created in each round', 1, '1');
    findings.note('clicks answered with a sentence', refusals.length);
    await toldAcross(harness, { from: one, to: other, visitor, findings });
  } finally {
    await harness.close();
  }
  return findings.report();
}

interface Clicks {
  readonly visitor: Visitor;
  readonly clicks: number;
  readonly email: string;
  readonly findings: Findings;
}

async function clickAtOnce(harness: Harness, { visitor, clicks, email, findings }: Clicks): Promise<string[]> {
  const created = createdId(await submitCreate(harness, visitor, await fillForm(harness, visitor, email)));
  if (created === null) throw new Error('The customer was not created.');
  const path = `/customers/${created}`;
  const fields = await visitor.readForm(harness.portal, path, START);
  const linksBefore = (await harness.emulator.links()).length;
  // Upstream's response is held until all other clicks have theirs, so that they all meet one that is under way.
  harness.upstream.arm({ side: 'answer', matches: (method) => method === 'POST' });
  const others: string[] = [];
  const presses = Array.from({ length: clicks }, async (_, number) => {
    const portal = harness.portals[number % harness.portals.length] as Portal;
    const response = await visitor.press(portal, path, fields);
    if (response === null) throw new Error('A click got no answer.');
    // Led back to the page, which says why.
    if (!leadsToForm(response)) others.push((await visitor.get(portal, path)).text);
    return response;
  });
  await until('every click but one is answered', () => others.length === clicks - 1);
  harness.upstream.release();
  const responses = await Promise.all(presses);
  const links = (await harness.emulator.links()).length - linksBefore;
  findings.expect(links === 1, `${clicks} clicks at once make exactly one link, not ${links}`);
  findings.expect(responses.filter(leadsToForm).length === 1, 'exactly one click is led to the form');
  findings.expect(
    others.every((text) => text.includes('being opened already')),
    'every other click is answered with a sentence that says why',
  );
  return others;
}

interface Across {
  readonly from: Portal;
  readonly to: Portal;
  readonly visitor: Visitor;
  readonly findings: Findings;
}

async function toldAcross(harness: Harness, { from, to, visitor, findings }: Across): Promise<void> {
  const stream = await visitor.openEvents(to);
  findings.expect(stream.status === 200, 'the other portal opens an event stream');
  const delays: number[] = [];
  for (let number = 0; number < 5; number += 1) {
    const [customer] = await harness.emulator.customers();
    if (customer === undefined) throw new Error('The emulator has no customer.');
    const status = number % 2 === 0 ? 'UNDER_REVIEW' : 'PENDING_REVIEW';
    await harness.emulator.setStatus(customer.id, status);
    const told = stream.changes.length;
    const startedAt = performance.now();
    await harness.sender.send(makeEvent(customer.id, status));
    await until('a change learnt by one process is told by another', () => stream.changes.length > told, {
      everyMs: 5,
    });
    delays.push(performance.now() - startedAt);
  }
  findings.note(
    `webhook at ${from === harness.portal ? 'one portal' : 'a portal'}, worker reads, other portal tells: p95`,
    `${Math.round(percentile(delays, 0.95))} ms`,
  );
  stream.close();
}
