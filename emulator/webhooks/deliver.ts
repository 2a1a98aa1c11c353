/**
 * Sends due deliveries, retries them on the emulator clock and corrupts them when a test asks for it. The same event id
 * and body are sent with every attempt; each attempt has its own delivery id.
 */
import type { Fault, FaultRegistry, WebhookFaultName } from '../faults/registry';
import type { Delivery } from '../model';
import type { Store } from '../store';
import { forge, isDelivered, type PostResult, post } from './post';

const MAX_IN_FLIGHT = 20;
/** Held deliveries go out by themselves after this time, so that a forgotten shuffle does not lose events. */
const SHUFFLE_HOLD_MS = 1000;
const DEFAULT_REPLAY_AGE_SECONDS = 600;

export class Deliverer {
  readonly #store: Store;
  readonly #faults: FaultRegistry;
  readonly #inFlight = new Map<string, Promise<void>>();
  #held: Delivery[] = [];
  #holdTimer: NodeJS.Timeout | undefined;

  constructor(store: Store, faults: FaultRegistry) {
    this.#store = store;
    this.#faults = faults;
  }

  get isBusy(): boolean {
    return this.#inFlight.size > 0 || this.#held.length > 0;
  }

  /** Starts what is due, up to the limit of parallel sends; answers when the next one will be due, or null. */
  start(now: number, done: () => void): number | null {
    let nextAt: number | null = null;
    for (const delivery of this.#store.db.tables.pendingDeliveries.values()) {
      if (this.#inFlight.has(delivery.id) || this.#held.some((held) => held.id === delivery.id)) continue;
      const dueAt = delivery.nextAttemptAt ?? now;
      if (dueAt > now) nextAt = Math.min(nextAt ?? dueAt, dueAt);
      else if (this.#inFlight.size < MAX_IN_FLIGHT) this.#begin(delivery, done);
    }
    return nextAt;
  }

  /** Lets held deliveries go, last one first, which is a different order for any two of them. */
  release(done: () => void): void {
    clearTimeout(this.#holdTimer);
    const held = this.#held.reverse();
    this.#held = [];
    if (held.length === 0) return;
    const run = (async () => {
      for (const delivery of held) await this.#send(delivery, null);
    })().finally(() => {
      for (const delivery of held) this.#inFlight.delete(delivery.id);
      done();
    });
    for (const delivery of held) this.#inFlight.set(delivery.id, run);
  }

  async idle(): Promise<void> {
    await Promise.all(this.#inFlight.values());
  }

  clear(): void {
    clearTimeout(this.#holdTimer);
    this.#held = [];
  }

  #begin(delivery: Delivery, done: () => void): void {
    const fault = this.#faults.takeForWebhook(delivery.eventName, delivery.customerId);
    if (fault?.name === 'webhook_shuffle') {
      this.#held.push(delivery);
      clearTimeout(this.#holdTimer);
      this.#holdTimer = setTimeout(() => this.release(done), SHUFFLE_HOLD_MS);
      return;
    }
    const run = this.#send(delivery, fault).finally(() => {
      this.#inFlight.delete(delivery.id);
      done();
    });
    this.#inFlight.set(delivery.id, run);
  }

  async #send(delivery: Delivery, fault: Fault<WebhookFaultName> | null): Promise<void> {
    const { clock, db } = this.#store;
    if (fault?.name === 'webhook_drop') {
      const attempt = {
        deliveryId: db.ids.uuid('attempt'),
        at: clock.now(),
        status: null,
        note: 'dropped by a fault',
        isExtra: false,
      };
      this.#store.recordAttempt(delivery.id, attempt, { state: 'dropped', nextAttemptAt: null });
      return;
    }
    if (fault?.name === 'webhook_forge')
      await this.#attempt(delivery, { ...forge(delivery, db.ids.uuid('event')), note: 'forged' });
    await this.#attempt(delivery, {});
    const copies = fault?.name === 'webhook_duplicate' ? Number(fault.value ?? 1) : 0;
    for (let copy = 0; copy < copies; copy += 1) await this.#attempt(delivery, { note: 'duplicate' });
    if (fault?.name === 'webhook_replay') {
      const ageSeconds = Number(fault.value ?? DEFAULT_REPLAY_AGE_SECONDS);
      await this.#attempt(delivery, { ageSeconds, note: `replay of a delivery ${ageSeconds} s old` });
    }
  }

  /** Extra attempts (those with a note) are recorded but decide nothing about retries. */
  async #attempt(
    delivery: Delivery,
    change: { eventId?: string; body?: string; secret?: string; ageSeconds?: number; note?: string },
  ): Promise<void> {
    const { clock, db } = this.#store;
    const { settings } = db;
    const deliveryId = db.ids.uuid('attempt');
    const result = await post({
      url: delivery.url,
      eventId: change.eventId ?? delivery.eventId,
      eventName: delivery.eventName,
      deliveryId,
      body: change.body ?? delivery.body,
      secret: change.secret ?? settings.webhookSecret,
      timestampSeconds: Math.floor(clock.signatureNow() / 1000) - (change.ageSeconds ?? 0),
      timeoutMs: settings.webhookTimeoutMs,
    });
    const note = [change.note, result.note].filter(Boolean).join('; ') || null;
    const current = this.#store.getDelivery(delivery.id);
    if (current === null) return;
    const isExtra = change.note !== undefined;
    const attempt = { deliveryId, at: clock.now(), status: result.status, note, isExtra };
    this.#store.recordAttempt(delivery.id, attempt, isExtra ? current : this.#next(current, result));
  }

  #next({ attempts }: Delivery, result: PostResult): Pick<Delivery, 'state' | 'nextAttemptAt'> {
    if (isDelivered(result)) return { state: 'delivered', nextAttemptAt: null };
    const failures = attempts.filter((attempt) => !isDelivered(attempt) && !attempt.isExtra).length;
    const waitSeconds = this.#store.db.settings.webhookRetrySeconds[failures];
    if (waitSeconds === undefined) return { state: 'failed', nextAttemptAt: null };
    return { state: 'pending', nextAttemptAt: this.#store.clock.now() + waitSeconds * 1000 };
  }
}
