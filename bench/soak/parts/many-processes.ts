/**
 * Two portals and a worker on one PostgreSQL: many clicks make one link, and a change learnt by one process is told by
 * the other.
 */

import { createdId, fillForm, leadsToForm, pressCreate, START } from '../../../testing/creation';
import type { Portal } from '../../../testing/portal';
import type { Visitor } from '../../../testing/visitor';
import { until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../rig/figures';
import { openRig, type Rig } from '../rig/rig';
import { makeEvent } from '../rig/webhook-sender';

export interface ManySize {
  readonly rounds: number;
  readonly clicks: number;
}

export async function manyProcesses({ rounds, clicks }: ManySize): Promise<Report> {
  const findings = new Findings('two portals and a worker on one PostgreSQL');
  const rig = await openRig({ database: 'postgres', portals: 2, worker: true, env: { PORTAL_JOBS: 'off' } });
  try {
    const [one, other] = rig.portals;
    if (one === undefined || other === undefined) throw new Error('Two portals were asked for.');
    await one.start();
    rig.worker?.launch();
    await other.start();
    const visitor = await rig.signIn();
    const refusals: string[] = [];
    for (let round = 0; round < rounds; round += 1)
      refusals.push(...(await clickAtOnce(rig, { visitor, clicks, email: `clicks-${round}@soak.example`, findings })));
    findings.note('clicks on one customer at once, rounds', `${clicks} × ${rounds}`);
    findings.note('links created in each round', 1, '1');
    findings.note('clicks answered with a sentence', refusals.length);
    await toldAcross(rig, { from: one, to: other, visitor, findings });
  } finally {
    await rig.close();
  }
  return findings.report();
}

interface Clicks {
  readonly visitor: Visitor;
  readonly clicks: number;
  readonly email: string;
  readonly findings: Findings;
}

async function clickAtOnce(rig: Rig, { visitor, clicks, email, findings }: Clicks): Promise<string[]> {
  const created = createdId(await pressCreate(rig, visitor, await fillForm(rig, visitor, email)));
  if (created === null) throw new Error('The customer was not created.');
  const path = `/customers/${created}`;
  const fields = await visitor.readForm(rig.portal, path, START);
  const linksBefore = (await rig.emulator.links()).length;
  // Upstream's answer waits until everybody else has been answered, so that all clicks meet one that is under way.
  rig.upstream.arm({ side: 'answer', matches: (method) => method === 'POST' });
  const others: string[] = [];
  const presses = Array.from({ length: clicks }, async (_, number) => {
    const portal = rig.portals[number % rig.portals.length] as Portal;
    const answer = await visitor.press(portal, path, fields);
    if (answer === null) throw new Error('A click got no answer.');
    // Led back to the page, which says why.
    if (!leadsToForm(answer)) others.push((await visitor.get(portal, path)).text);
    return answer;
  });
  await until('every click but one is answered', () => others.length === clicks - 1);
  rig.upstream.release();
  const answers = await Promise.all(presses);
  const links = (await rig.emulator.links()).length - linksBefore;
  findings.expect(links === 1, `${clicks} clicks at once make exactly one link, not ${links}`);
  findings.expect(answers.filter(leadsToForm).length === 1, 'exactly one click is led to the form');
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

async function toldAcross(rig: Rig, { from, to, visitor, findings }: Across): Promise<void> {
  const stream = await visitor.openEvents(to);
  findings.expect(stream.status === 200, 'the other portal opens an event stream');
  const delays: number[] = [];
  for (let number = 0; number < 5; number += 1) {
    const [customer] = await rig.emulator.customers();
    if (customer === undefined) throw new Error('The emulator has no customer.');
    const status = number % 2 === 0 ? 'UNDER_REVIEW' : 'PENDING_REVIEW';
    await rig.emulator.setStatus(customer.id, status);
    const told = stream.changes.length;
    const startedAt = performance.now();
    await rig.sender.send(makeEvent(customer.id, status));
    await until('a change learnt by one process is told by another', () => stream.changes.length > told, {
      everyMs: 5,
    });
    delays.push(performance.now() - startedAt);
  }
  findings.note(
    `webhook at ${from === rig.portal ? 'one portal' : 'a portal'}, worker reads, other portal tells: p95`,
    `${Math.round(percentile(delays, 0.95))} ms`,
  );
  stream.close();
}
