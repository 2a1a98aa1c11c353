import { describe, expect, it } from 'vitest';
import { type Breaker, type BreakerVerdict, createBreaker } from './breaker';
import { ManualClock } from './testing/manual-clock';

function resolve(breaker: Breaker, ...verdicts: BreakerVerdict[]) {
  for (const verdict of verdicts) breaker.enter()?.resolve(verdict);
}
const times = (count: number, verdict: BreakerVerdict) => Array.from({ length: count }, () => verdict);

function opened() {
  const clock = new ManualClock();
  const breaker = createBreaker(clock);
  resolve(breaker, ...times(5, 'failing'));
  return { clock, breaker };
}

describe('the breaker', () => {
  it('stays closed at four failures of ten and opens at the fifth', () => {
    const breaker = createBreaker(new ManualClock());
    resolve(breaker, ...times(5, 'alive'), ...times(4, 'failing'));
    expect(breaker.state()).toBe('closed');
    resolve(breaker, 'failing');
    expect(breaker.state()).toBe('open');
    expect(breaker.enter()).toBeNull();
  });

  it('forgets failures older than the last ten', () => {
    const breaker = createBreaker(new ManualClock());
    resolve(breaker, ...times(4, 'failing'), ...times(10, 'alive'), ...times(4, 'failing'));
    expect(breaker.state()).toBe('closed');
  });

  it('does not count what says nothing about upstream', () => {
    const breaker = createBreaker(new ManualClock());
    resolve(breaker, ...times(4, 'failing'), ...times(50, 'neutral'));
    expect(breaker.state()).toBe('closed');
    resolve(breaker, 'failing');
    expect(breaker.state()).toBe('open');
  });

  it('lets one trial through after 30 s, and only one', () => {
    const { clock, breaker } = opened();
    clock.advance(29_999);
    expect(breaker.enter()).toBeNull();
    clock.advance(1);
    expect(breaker.state()).toBe('half_open');
    expect(breaker.isBlocked()).toBe(false);
    const trial = breaker.enter();
    expect(trial).not.toBeNull();
    expect(breaker.isBlocked()).toBe(true);
    expect(breaker.enter()).toBeNull();
  });

  it('closes with a clean slate when the trial succeeds', () => {
    const { clock, breaker } = opened();
    clock.advance(30_000);
    resolve(breaker, 'alive', ...times(4, 'failing'));
    expect(breaker.state()).toBe('closed');
  });

  it('opens for another 30 s when the trial fails', () => {
    const { clock, breaker } = opened();
    clock.advance(30_000);
    resolve(breaker, 'failing');
    expect(breaker.state()).toBe('open');
    clock.advance(29_999);
    expect(breaker.enter()).toBeNull();
    clock.advance(1);
    expect(breaker.enter()).not.toBeNull();
  });

  it('allows the next trial when one said nothing', () => {
    const { clock, breaker } = opened();
    clock.advance(30_000);
    resolve(breaker, 'neutral');
    expect(breaker.state()).toBe('half_open');
    expect(breaker.enter()).not.toBeNull();
  });

  it('ignores exchanges that began before it opened', () => {
    const clock = new ManualClock();
    const breaker = createBreaker(clock);
    const late = breaker.enter();
    resolve(breaker, ...times(5, 'failing'));
    late?.resolve('alive');
    expect(breaker.state()).toBe('open');
  });
});
