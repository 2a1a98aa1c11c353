/** A clock whose hands the test turns. `sleep` turns them itself and notes how long it was asked to wait. */
import type { Clock } from '../clock';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

export class ManualClock implements Clock {
  readonly sleeps: number[] = [];
  #elapsed = 0;
  readonly #timers = new Set<Timer>();

  constructor(readonly startedAt: Date = new Date('2026-03-01T12:00:00Z')) {}

  now(): number {
    return this.startedAt.getTime() + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  setTimer(ms: number, fire: () => void): () => void {
    const timer = { at: this.#elapsed + Math.max(0, ms), fire };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    this.advance(ms);
  }

  /** Advances by `ms` and fires everything due, in order, including what is set on the way. */
  advance(ms: number): void {
    const target = this.#elapsed + ms;
    for (let next = this.#due(target); next !== undefined; next = this.#due(target)) {
      this.#timers.delete(next);
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.fire();
    }
    this.#elapsed = target;
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  #due(target: number): Timer | undefined {
    const due = [...this.#timers].filter(({ at }) => at <= target);
    return due.reduce<Timer | undefined>((first, timer) => (first && first.at <= timer.at ? first : timer), undefined);
  }
}
