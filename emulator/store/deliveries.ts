/** Registered webhook endpoints and the record of what was sent to them. Sending itself is `webhooks/deliver.ts`. */
import type { Delivery, DeliveryAttempt, DeliveryState, Webhook } from '../model';
import type { Database } from './database';

export interface NewWebhook {
  entityId: string;
  externalId: string;
  callbackUrl: string;
  memo: string | null;
}

export function deliveryStore(db: Database) {
  const { tables } = db;
  return {
    /** The same external id under one entity answers the existing registration. */
    registerWebhook(input: NewWebhook): Webhook {
      for (const webhook of tables.webhooks.values()) {
        if (webhook.entityId === input.entityId && webhook.externalId === input.externalId) return webhook;
      }
      const now = db.clock.now();
      const webhook: Webhook = { ...input, id: db.ids.uuid('webhook'), createdAt: now, modifiedAt: now };
      db.commit([['webhook', webhook]]);
      return webhook;
    },

    listWebhooks: (): Webhook[] => [...tables.webhooks.values()],
    /** Oldest first. */
    deliveriesOf: (customerId: string): Delivery[] => tables.deliveriesOf(customerId),
    listDeliveries: (): Delivery[] => [...tables.deliveries.values()],
    getDelivery: (id: string): Delivery | null => tables.deliveries.get(id) ?? null,

    /** Makes a delivery due again at once, with the same event id and body; null when unknown. */
    redeliver(id: string): Delivery | null {
      const delivery = tables.deliveries.get(id);
      if (delivery === undefined) return null;
      db.commit([['delivery', { ...delivery, state: 'pending', nextAttemptAt: db.clock.now() }]]);
      return tables.deliveries.get(id) ?? null;
    },

    recordAttempt(
      id: string,
      attempt: DeliveryAttempt,
      next: { state: DeliveryState; nextAttemptAt: number | null },
    ): void {
      const delivery = tables.deliveries.get(id);
      if (delivery === undefined) return;
      db.commit([['delivery', { ...delivery, ...next, attempts: [...delivery.attempts, attempt] }]]);
    },
  };
}
