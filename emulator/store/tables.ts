/**
 * All records in memory, with the indexes the queries need. `apply` is the only way in, both for live writes and for
 * replaying the log, so a restarted emulator holds exactly what the running one held.
 */
import type { Customer, Delivery, Grant, HostedSession, Webhook } from '../model';

export type Change =
  | readonly ['customer', Customer]
  | readonly ['grant', Grant]
  | readonly ['session', HostedSession]
  | readonly ['session_ended', string]
  | readonly ['webhook', Webhook]
  | readonly ['delivery', Delivery]
  | readonly ['clock', number]
  | readonly ['seed', string]
  | readonly ['sequence', Readonly<Record<string, number>>]
  | readonly ['reset', null];

/** Finished deliveries beyond this number are forgotten, oldest first, so that a long run does not grow without bound. */
const KEPT_DELIVERIES = 20_000;
const ALL = '*';

interface Order {
  ids: string[];
  isSorted: boolean;
  lastCreatedAt: number;
}

export class Tables {
  readonly customers = new Map<string, Customer>();
  readonly grants = new Map<string, Grant>();
  readonly sessions = new Map<string, HostedSession>();
  readonly webhooks = new Map<string, Webhook>();
  readonly deliveries = new Map<string, Delivery>();
  readonly sequence = new Map<string, number>();
  seed = '';
  clockOffsetMs = 0;

  readonly pendingDeliveries = new Map<string, Delivery>();
  readonly pendingReviews = new Map<string, number>();
  readonly #byKey = new Map<string, string>();
  readonly #byEmail = new Map<string, string>();
  readonly #grantsOf = new Map<string, string[]>();
  readonly #deliveriesOf = new Map<string, string[]>();
  readonly #orders = new Map<string, Order>();
  readonly #byStatus = new Map<string, readonly string[]>();

  apply(change: Change): void {
    switch (change[0]) {
      case 'customer':
        this.#putCustomer(change[1]);
        return;
      case 'grant':
        if (!this.grants.has(change[1].token)) push(this.#grantsOf, change[1].customerId, change[1].token);
        this.grants.set(change[1].token, change[1]);
        return;
      case 'session':
        this.sessions.set(change[1].id, change[1]);
        return;
      case 'session_ended':
        this.sessions.delete(change[1]);
        return;
      case 'webhook':
        this.webhooks.set(change[1].id, change[1]);
        return;
      case 'delivery':
        this.#putDelivery(change[1]);
        return;
      case 'clock':
        this.clockOffsetMs = change[1];
        return;
      case 'seed':
        this.seed = change[1];
        return;
      case 'sequence':
        for (const [kind, value] of Object.entries(change[1])) this.sequence.set(kind, value);
        return;
      case 'reset':
        this.#clear();
        return;
    }
  }

  findByKey(entityId: string, key: string): Customer | null {
    return this.#customer(this.#byKey.get(`${entityId} ${key}`));
  }

  findByEmail(entityId: string, email: string): Customer | null {
    return this.#customer(this.#byEmail.get(`${entityId} ${email.toLowerCase()}`));
  }

  grantsOf(customerId: string): Grant[] {
    return (this.#grantsOf.get(customerId) ?? []).flatMap((token) => this.grants.get(token) ?? []);
  }

  deliveriesOf(customerId: string): Delivery[] {
    return (this.#deliveriesOf.get(customerId) ?? []).flatMap((id) => this.deliveries.get(id) ?? []);
  }

  /** Ids oldest first; `entityId` null means all entities, `status` must be given exactly as stored. */
  idsOf(entityId: string | null, status: string | null): readonly string[] {
    const name = entityId ?? ALL;
    const ids = this.#sortedIds(name);
    if (status === null) return ids;
    const cacheName = `${name} ${status}`;
    const cached = this.#byStatus.get(cacheName);
    if (cached !== undefined) return cached;
    const matching = ids.filter((id) => this.customers.get(id)?.status === status);
    this.#byStatus.set(cacheName, matching);
    return matching;
  }

  *dump(): Generator<Change> {
    yield ['seed', this.seed];
    yield ['clock', this.clockOffsetMs];
    yield ['sequence', Object.fromEntries(this.sequence)];
    for (const customer of this.customers.values()) yield ['customer', customer];
    for (const grant of this.grants.values()) yield ['grant', grant];
    for (const session of this.sessions.values()) yield ['session', session];
    for (const webhook of this.webhooks.values()) yield ['webhook', webhook];
    for (const delivery of this.deliveries.values()) yield ['delivery', delivery];
  }

  #customer(id: string | undefined): Customer | null {
    return id === undefined ? null : (this.customers.get(id) ?? null);
  }

  #putCustomer(customer: Customer): void {
    const before = this.customers.get(customer.id);
    this.customers.set(customer.id, customer);
    if (before === undefined) {
      this.#byKey.set(`${customer.entityId} ${customer.idempotencyKey}`, customer.id);
      this.#byEmail.set(`${customer.entityId} ${customer.email.toLowerCase()}`, customer.id);
      this.#append(customer.entityId, customer);
      this.#append(ALL, customer);
    }
    if (before?.status !== customer.status && this.#byStatus.size > 0) this.#byStatus.clear();
    if (customer.reviewDueAt === null) this.pendingReviews.delete(customer.id);
    else this.pendingReviews.set(customer.id, customer.reviewDueAt);
  }

  #putDelivery(delivery: Delivery): void {
    if (!this.deliveries.has(delivery.id)) push(this.#deliveriesOf, delivery.customerId, delivery.id);
    this.deliveries.set(delivery.id, delivery);
    if (delivery.state === 'pending') this.pendingDeliveries.set(delivery.id, delivery);
    else this.pendingDeliveries.delete(delivery.id);
    if (this.deliveries.size <= KEPT_DELIVERIES) return;
    for (const [id, old] of this.deliveries) {
      if (old.state === 'pending') continue;
      this.deliveries.delete(id);
      break;
    }
  }

  #append(name: string, customer: Customer): void {
    const order = this.#orders.get(name) ?? { ids: [], isSorted: true, lastCreatedAt: 0 };
    order.ids.push(customer.id);
    if (customer.createdAt < order.lastCreatedAt) order.isSorted = false;
    else order.lastCreatedAt = customer.createdAt;
    this.#orders.set(name, order);
  }

  /** Sorting waits until the first read, because a seed of 100,000 customers may be older than existing ones. */
  #sortedIds(name: string): readonly string[] {
    const order = this.#orders.get(name);
    if (order === undefined) return [];
    if (!order.isSorted) {
      const createdAt = (id: string) => this.customers.get(id)?.createdAt ?? 0;
      order.ids.sort((a, b) => createdAt(a) - createdAt(b));
      order.isSorted = true;
      this.#byStatus.clear();
    }
    return order.ids;
  }

  #clear(): void {
    for (const map of [this.customers, this.grants, this.sessions, this.webhooks, this.deliveries, this.sequence])
      map.clear();
    for (const map of [this.pendingDeliveries, this.pendingReviews, this.#byKey, this.#byEmail]) map.clear();
    for (const map of [this.#grantsOf, this.#deliveriesOf, this.#orders, this.#byStatus]) map.clear();
    this.clockOffsetMs = 0;
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
