/** SIGTERM while streams are open, jobs run and a start is under way: the portal ends in order. */

import { createdId, fillForm, submitCreate } from '../../../testing/creation';
import { until } from '../../../testing/wait';
import { Findings, type Report } from '../harness/figures';
import { openHarness } from '../harness/harness';
import { isAccepted, makeEvent } from '../harness/webhook-sender';

export interface ShutdownSize {
  readonly streams: number;
  readonly database: 'pglite' | 'postgres';
}

export async function shutdown({ streams, database }: ShutdownSize): Promise<Report> {
  const findings = new Findings(`SIGTERM under load (${database})`);
  const harness = await openHarness({ database });
  try {
    await harness.emulator.seed(20);
    await harness.portal.start();
    const visitor = await harness.signIn();
    const open = [];
    for (let number = 0; number < streams; number += 1) open.push(await visitor.openEvents(harness.portal));
    const form = await fillForm(harness, visitor, 'last-press@soak.example');
    harness.upstream.arm({ side: 'answer', matches: (method) => method === 'POST' });
    const press = submitCreate(harness, visitor, form);
    await until('the press has reached upstream', () => harness.upstream.held === 1);
    const acknowledged = [];
    for (const customer of await harness.emulator.customers())
      acknowledged.push(await harness.sender.send(makeEvent(customer.id, customer.status)));
    findings.expect(acknowledged.every(isAccepted), 'webhooks are acknowledged before the end');
    const ending = harness.portal.program.stop();
    harness.upstream.release();
    const { code, signal, ms } = await ending;
    findings.within('from SIGTERM to the end', ms / 1000, 30);
    findings.note('exit code', String(code ?? signal), '0');
    findings.expect(code === 0, 'a portal that is asked to end ends with code 0');
    const inOrder = await Promise.all(open.map((stream) => stream.ended));
    findings.note(`event streams ended in order, of ${streams}`, inOrder.filter(Boolean).length);
    findings.expect(inOrder.every(Boolean), 'event streams are ended and not cut');
    findings.expect(createdId(await press) !== null, 'a press that was under way is answered');
    await harness.portal.start();
    findings.expect(
      (await visitor.get(harness.portal, '/customers')).status === 200,
      'it starts again and knows its sessions',
    );
  } finally {
    await harness.close();
  }
  return findings.report();
}
