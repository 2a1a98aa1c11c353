/**
 * What happens by itself: automatic reviews and webhook deliveries, both due at instants of the emulator clock.
 * One timer waits for the next of them; a write or a moved clock looks again at once.
 */

import type { FaultRegistry } from './faults/registry';
import { reviewDue } from './review/auto-review';
import type { Store } from './store';
import { Deliverer } from './webhooks/deliver';

/** Longest wait of one timer; a longer one would overflow it. */
const MAX_WAIT_MS = 60 * 60 * 1000;

export class Background {
  readonly #store: Store;
  readonly #deliverer: Deliverer;
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #isClosed = false;

  constructor(store: Store, faults: FaultRegistry) {
    this.#store = store;
    this.#deliverer = new Deliverer(store, faults);
    store.db.onWork = this.wake;
    this.wake();
  }

  /** Looks for due work after the present write has been answered for. */
  readonly wake = (): void => {
    if (this.#isClosed || this.#immediate !== undefined) return;
    this.#immediate = setImmediate(this.#look);
  };

  /** Resolves when nothing is due and nothing is on its way. Work due in the future stays. */
  async settle(): Promise<void> {
    do {
      this.#look();
      this.#deliverer.release(this.wake);
      await this.#deliverer.idle();
    } while (!this.#isClosed && (this.#deliverer.isBusy || this.#isAnythingDue()));
  }

  close(): void {
    this.#isClosed = true;
    this.#store.db.onWork = () => {};
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#deliverer.clear();
  }

  readonly #look = (): void => {
    clearImmediate(this.#immediate);
    this.#immediate = undefined;
    if (this.#isClosed) return;
    const { tables, clock } = this.#store.db;
    clearTimeout(this.#timer);
    if (tables.pendingReviews.size === 0 && tables.pendingDeliveries.size === 0) return;
    const now = clock.now();
    const times = [reviewDue(this.#store, now), this.#deliverer.start(now, this.wake)].filter((at) => at !== null);
    if (times.length === 0) return;
    this.#timer = setTimeout(this.#look, Math.min(MAX_WAIT_MS, Math.max(0, Math.min(...times) - now)));
    this.#timer.unref();
  };

  #isAnythingDue(): boolean {
    const { tables, clock } = this.#store.db;
    const now = clock.now();
    const isDue = [...tables.pendingDeliveries.values()].some((delivery) => (delivery.nextAttemptAt ?? now) <= now);
    return isDue || [...tables.pendingReviews.values()].some((dueAt) => dueAt <= now);
  }
}
