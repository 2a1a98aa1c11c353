/** Very many webhooks at once: every one is acknowledged or told when to come again, none is lost, pages stay usable. */
import pLimit from 'p-limit';
import { pause, until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../rig/figures';
import { openRig, type Rig } from '../rig/rig';
import { type Acknowledgement, isAccepted, makeEvent } from '../rig/webhook-sender';

export interface BurstSize {
  readonly deliveries: number;
  readonly connections: number;
  readonly customers: number;
  readonly database: 'pglite' | 'postgres';
}

export async function webhookBurst(size: BurstSize): Promise<Report> {
  const findings = new Findings(`webhook burst (${size.database})`);
  const rig = await openRig({ database: size.database });
  try {
    await rig.emulator.seed(size.customers);
    await rig.portal.start();
    const customers = await rig.emulator.customers();
    const quiet: Acknowledgement[] = [];
    for (const customer of customers.slice(0, 50)) quiet.push(await rig.sender.send(makeEvent(customer.id, 'INIT')));
    const visitor = await rig.signIn('viewer');
    const pages: (number | null)[] = [];
    let isOver = false;
    const looking = (async () => {
      while (!isOver) {
        const page = await visitor.tryGet(rig.portal, '/customers', 30_000);
        pages.push(page?.status === 200 ? page.ms : null);
        await pause(100);
      }
    })();
    const startedAt = performance.now();
    const events = Array.from({ length: size.deliveries }, (_, index) => {
      const customer = customers[index % customers.length];
      return makeEvent(customer?.id ?? '', customer?.status ?? '');
    });
    const answers = await pLimit(size.connections).map(events, (event) => rig.sender.send(event));
    const acknowledgedIn = performance.now() - startedAt;
    isOver = true;
    await looking;
    const refused = answers.filter((answer) => !isAccepted(answer));
    const isHonest = refused.every(({ status, retryAfter }) => status === 503 && retryAfter !== null);
    findings.note(
      'deliveries / connections / customers',
      `${size.deliveries} / ${size.connections} / ${size.customers}`,
    );
    findings.note('acknowledged', answers.length - refused.length);
    findings.note('told to come again (503 with Retry-After)', refused.length);
    findings.expect(isHonest, 'every delivery of a burst gets a 2xx, or a 503 with Retry-After');
    findings.note(
      'acknowledgement when quiet, p99',
      ms(
        percentile(
          quiet.map((answer) => answer.ms),
          0.99,
        ),
      ),
      '≤ 250 ms',
    );
    findings.note(
      'acknowledgement in the burst, p99',
      ms(
        percentile(
          answers.map((answer) => answer.ms),
          0.99,
        ),
      ),
      '≤ 1000 ms',
    );
    findings.note('all answered within', `${(acknowledgedIn / 1000).toFixed(1)} s`, '≤ 60 s for 10,000');
    findings.note(
      'pages read meanwhile, p50 / p95',
      `${ms(percentile(numbers(pages), 0.5))} / ${ms(percentile(numbers(pages), 0.95))}`,
    );
    findings.none('pages that failed meanwhile', pages.filter((page) => page === null).length);
    await drain(rig, size, { findings, startedAt, accepted: answers.length - refused.length + quiet.length });
  } finally {
    await rig.close();
  }
  return findings.report();
}

interface Draining {
  readonly findings: Findings;
  readonly startedAt: number;
  readonly accepted: number;
}

async function drain(rig: Rig, size: BurstSize, { findings, startedAt, accepted }: Draining): Promise<void> {
  if (size.database === 'postgres') {
    await until('the burst is drained', async () => (await count(rig, "state in ('received', 'parked')")) === 0, {
      everyMs: 250,
    });
    findings.within('drained', (performance.now() - startedAt) / 1000, 300);
  } else await untilStateFile(rig);
  findings.note('request budget of the portal', `${rig.requestsPerSecond}/s`);
  findings.none('acknowledged and not processed', accepted - (await count(rig, "state = 'processed'")));
}

/** The embedded database is read while nobody else has it. */
async function untilStateFile(rig: Rig): Promise<void> {
  for (;;) {
    await pause(10_000);
    await rig.portal.program.stop();
    if ((await count(rig, "state in ('received', 'parked')")) === 0) return;
    await rig.portal.start();
  }
}

async function count(rig: Rig, where: string): Promise<number> {
  const [row] = await rig.rows(`select count(*)::int as n from webhook_deliveries where ${where}`);
  return Number(row?.n);
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
