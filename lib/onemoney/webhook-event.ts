/**
 * What a webhook speaks of, read from either envelope that 1Money's documents show (1Money API notes, section 5.1).
 * KYB events are unnamed there, so nothing depends on an event's name; and nothing but the customer's id is taken
 * from the payload, because a payload never sets a status.
 */
import { z } from 'zod';
import { cleanText } from './clean-text';

export interface WebhookEvent {
  /** Cleaned and cut to 100 characters; null when there is none. */
  readonly eventName: string | null;
  /** Upstream's id of the customer; null when the event is not about one. */
  readonly customerId: string | null;
}

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const envelope = z.object({
  event_name: z.string().optional().catch(undefined),
  customer_id: id.optional().catch(undefined),
  resource: z.object({ type: z.string(), id }).optional().catch(undefined),
  data: z
    .object({ customer_id: id.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** Never throws: what cannot be read is an event about nothing. */
export function parseWebhookEvent(body: string): WebhookEvent {
  const parsed = envelope.safeParse(parseJson(body));
  if (!parsed.success) return { eventName: null, customerId: null };
  const { event_name: eventName, customer_id: flatId, resource, data } = parsed.data;
  const resourceId = resource && /^customers?\b/i.test(resource.type) ? resource.id : undefined;
  return {
    eventName: cleanText(eventName ?? null, 100),
    customerId: data?.customer_id ?? resourceId ?? flatId ?? null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
