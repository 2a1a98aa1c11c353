/** Very many webhooks at once: each is acknowledged or asked to come again, none is lost, pages stay usable. */
import pLimit from 'p-limit';
import { pause, until } from '../../../testing/wait';
import { Findings, percentile, type Report } from '../harness/figures';
import { type Harness, openHarness } from '../harness/harness';
import { type Acknowledgement, isAccepted, makeEvent } from '../harness/webhook-sender';

export interface BurstSize {
  readonly deliveries: number;
  readonly connections: number;
  readonly customers: number;
  readonly database: 'pglite' | 'postgres';
}

export async function webhookBurst(size: BurstSize): Promise<Report> {
  const findings = new Findings(`webhook burst (${size.database})`);
  const harness = await openHarness({ database: size.database });
  try {
    await harness.emulator.seed(size.customers);
    await harness.portal.start();
    const customers = await harness.emulator.customers();
    const quiet: Acknowledgement[] = [];
    for (const customer of customers.slice(0, 50))
      quiet.push(await harness.sender.send(makeEvent(customer.id, 'INIT')));
    const visitor = await harness.signIn('viewer');
    const pages: (number | null)[] = [];
    let isOver = false;
    const looking = (async () => {
      while (!isOver) {
        const page = await visitor.tryGet(harness.portal, '/customers', 30_000);
        pages.push(page?.status === 200 ? page.ms : null);
        await pause(100);
      }
    })();
    const startedAt = performance.now();
    const events = Array.from({ length: size.deliveries }, (_, index) => {
      const customer = customers[index % customers.length];
      return makeEvent(customer?.id ?? '', customer?.status ?? '');
    });
    const responses = await pLimit(size.connections).map(events, (event) => harness.sender.send(event));
    const acknowledgedIn = performance.now() - startedAt;
    isOver = true;
    await looking;
    const refused = responses.filter((response) => !isAccepted(response));
    const isHonest = refused.every(({ status, retryAfter }) => status === 503 && retryAfter !== null);
    findings.note(
      'deliveries / connections / customers',
      `${size.deliveries} / ${size.connections} / ${size.customers}`,
    );
    findings.note('acknowledged', responses.length - refused.length);
    findings.note('told to come again (503 with Retry-After)', refused.length);
    findings.expect(isHonest, 'every delivery of a burst gets a 2xx, or a 503 with Retry-After');
    findings.note(
      'acknowledgement when quiet, p99',
      ms(
        percentile(
          quiet.map((response) => response.ms),
          0.99,
        ),
      ),
      '≤ 250 ms',
    );
    findings.note(
      'acknowledgement in the burst, p99',
      ms(
        percentile(
          responses.map((response) => response.ms),
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
    await drain(harness, size, { findings, startedAt, accepted: responses.length - refused.length + quiet.length });
  } finally {
    await harness.close();
  }
  return findings.report();
}

interface Draining {
  readonly findings: Findings;
  readonly startedAt: number;
  readonly accepted: number;
}

async function drain(harness: Harness, size: BurstSize, { findings, startedAt, accepted }: Draining): Promise<void> {
  if (size.database === 'postgres') {
    await until('the burst is drained', async () => (await count(harness, "state in ('received', 'parked')")) === 0, {
      everyMs: 250,
    });
    findings.within('drained', (performance.now() - startedAt) / 1000, 300);
  } else await untilStateFile(harness);
  findings.note('request budget of the portal', `${harness.requestsPerSecond}/s`);
  findings.none('acknowledged and not processed', accepted - (await count(harness, "state = 'processed'")));
}

/** The embedded database is read after its process has ended. */
async function untilStateFile(harness: Harness): Promise<void> {
  for (;;) {
    await pause(10_000);
    await harness.portal.program.stop();
    if ((await count(harness, "state in ('received', 'parked')")) === 0) return;
    await harness.portal.start();
  }
}

async function count(harness: Harness, where: string): Promise<number> {
  const [row] = await harness.rows(`select count(*)::int as n from webhook_deliveries where ${where}`);
  return Number(row?.n);
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
