import { describe, expect, it } from 'vitest';
import { type Admission, createLimiter, type Priority } from './limiter';
import { ManualClock } from './testing/manual-clock';

function setUp(settings = { requestsPerSecond: 1, burst: 4 }) {
  const clock = new ManualClock();
  const limiter = createLimiter(clock, settings);
  const log: string[] = [];
  /** Notes name, outcome and second of the admission. */
  const take = (
    name: string,
    priority: Priority,
    { deadlineAt = 1e9, signal }: { deadlineAt?: number; signal?: AbortSignal } = {},
  ) =>
    limiter.take({ priority, deadlineAt, signal }).then((admission: Admission) => {
      log.push(`${name} ${admission} ${clock.monotonic() / 1000}`);
    });
  /** Moves the clock in small steps, so that each admission is recorded at its own time. */
  const run = async (ms: number) => {
    for (let step = 0; step < ms; step += 100) {
      await Promise.resolve();
      clock.advance(100);
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { clock, limiter, log, take, run };
}

describe('the request budget', () => {
  it('gives a burst at once and then one a second', async () => {
    const { log, take, run } = setUp();
    for (let index = 1; index <= 6; index += 1) void take(`i${index}`, 'interactive');
    await run(3000);
    expect(log).toEqual([
      'i1 granted 0',
      'i2 granted 0',
      'i3 granted 0',
      'i4 granted 0',
      'i5 granted 1',
      'i6 granted 2',
    ]);
  });

  it('serves people before jobs, anyone who came first', async () => {
    const { log, take, run } = setUp({ requestsPerSecond: 1, burst: 1 });
    void take('i0', 'interactive');
    void take('b1', 'background');
    void take('b2', 'background');
    void take('i1', 'interactive');
    void take('i2', 'interactive');
    await run(5000);
    expect(log).toEqual(['i0 granted 0', 'i1 granted 1', 'i2 granted 2', 'b1 granted 3', 'b2 granted 4']);
  });

  it('keeps two requests back for a person while jobs queue', async () => {
    const { log, take, run } = setUp();
    for (let index = 1; index <= 20; index += 1) void take(`b${index}`, 'background');
    await run(5000);
    expect(log.slice(0, 3)).toEqual(['b1 granted 0', 'b2 granted 0', 'b3 granted 1']);
    log.length = 0;
    await Promise.all([take('i1', 'interactive'), take('i2', 'interactive')]);
    expect(log).toEqual(['i1 granted 5', 'i2 granted 5']);
  });

  it('still gives jobs the full rate', async () => {
    const { log, take, run } = setUp({ requestsPerSecond: 10, burst: 4 });
    for (let index = 1; index <= 100; index += 1) void take(`b${index}`, 'background');
    await run(5000);
    expect(log.length).toBeGreaterThanOrEqual(50);
    expect(log.length).toBeLessThanOrEqual(53);
  });

  it('pauses jobs after a 429, not people', async () => {
    const { limiter, log, take, run } = setUp();
    limiter.pauseBackground(4000);
    limiter.pauseBackground(1000);
    void take('b', 'background');
    void take('i', 'interactive');
    await run(5000);
    expect(log).toEqual(['i granted 0', 'b granted 4']);
  });

  it('tells a caller whose deadline comes first, and spends nothing on it', async () => {
    const { log, take, run } = setUp({ requestsPerSecond: 1, burst: 1 });
    void take('i0', 'interactive');
    void take('short', 'interactive', { deadlineAt: 500 });
    void take('long', 'interactive');
    await run(3000);
    expect(log).toEqual(['i0 granted 0', 'short late 0.5', 'long granted 1']);
  });

  it('lets a caller give up, before and while it waits', async () => {
    const { clock, log, take, run } = setUp({ requestsPerSecond: 1, burst: 1 });
    const controller = new AbortController();
    void take('i0', 'interactive');
    void take('gone', 'interactive', { signal: controller.signal });
    controller.abort();
    void take('never', 'interactive', { signal: controller.signal });
    await run(2000);
    expect(log).toEqual(['i0 granted 0', 'gone aborted 0', 'never aborted 0']);
    expect(clock.pendingTimers).toBe(0);
  });
});
