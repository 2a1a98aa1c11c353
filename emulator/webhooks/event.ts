/**
 * What a status change says to the outside. The envelope is the documented one of the money events; the names for business
 * verification are published nowhere, so they come from a template setting with one word per status.
 */
import type { Customer, Delivery, KybStatus } from '../model';
import { EVENT_WORDS, type Settings } from '../settings-schema';
import type { Database } from '../store/database';
import { toInstant } from '../store/instant';

function eventName(status: KybStatus, settings: Settings): string {
  const named = settings.webhookEventNames[status];
  if (named !== undefined) return named;
  if (settings.webhookEnvelope === 'flat') return 'CUSTOMER_KYB';
  const word = EVENT_WORDS[status] ?? status.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  return settings.webhookEventTemplate.replaceAll('{state}', word);
}

/** The exact text that is sent, and sent again with every retry. */
function eventBody(customer: Customer, settings: Settings): string {
  const name = eventName(customer.status, settings);
  const dates = { created_at: toInstant(customer.createdAt), modified_at: toInstant(customer.updatedAt) };
  if (settings.webhookEnvelope === 'flat') {
    return JSON.stringify({ event_name: name, status: customer.status, customer_id: customer.id, ...dates });
  }
  return JSON.stringify({
    event_name: name,
    resource: { type: 'customers', id: customer.id, idempotency_key: customer.idempotencyKey },
    data: { status: customer.status, customer_id: customer.id, email: customer.email, ...dates },
  });
}

/** One delivery per endpoint of the customer's entity: the registered ones and the one from the settings. */
export function deliveriesFor(db: Database, customer: Customer): Delivery[] {
  const registered = [...db.tables.webhooks.values()]
    .filter((webhook) => webhook.entityId === customer.entityId)
    .map((webhook) => webhook.callbackUrl);
  const fixed = db.settings.webhookUrl;
  const urls = new Set(fixed === null ? registered : [fixed, ...registered]);
  if (urls.size === 0) return [];
  const eventId = db.ids.uuid('event');
  const now = db.clock.now();
  return [...urls].map((url) => ({
    id: db.ids.uuid('delivery'),
    eventId,
    eventName: eventName(customer.status, db.settings),
    customerId: customer.id,
    entityId: customer.entityId,
    url,
    body: eventBody(customer, db.settings),
    state: 'pending',
    createdAt: now,
    nextAttemptAt: now,
    attempts: [],
  }));
}
