/** One HTTP attempt of one delivery. Never throws: no answer is an outcome like any other. */
import type { Delivery, DeliveryAttempt } from '../model';
import { toWebhookSignature } from './signature';

export interface PostOptions {
  url: string;
  eventId: string;
  eventName: string;
  deliveryId: string;
  body: string;
  secret: string;
  timestampSeconds: number;
  timeoutMs: number;
}

export interface PostResult {
  status: number | null;
  note: string | null;
}

export async function post(options: PostOptions): Promise<PostResult> {
  try {
    const response = await fetch(options.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
      headers: {
        'content-type': 'application/json',
        'x-webhook-signature': toWebhookSignature(options.secret, options.timestampSeconds, options.body),
        'x-webhook-timestamp': String(options.timestampSeconds),
        'x-webhook-event-id': options.eventId,
        'x-webhook-event-type': options.eventName,
        'x-webhook-delivery-id': options.deliveryId,
      },
      body: options.body,
    });
    await response.body?.cancel();
    return { status: response.status, note: null };
  } catch (error) {
    return { status: null, note: describe(error) };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}

/** A forged event: an attacker knows the address and the shape, but not the secret. */
export function forge(delivery: Delivery, eventId: string): { eventId: string; body: string; secret: string } {
  const body = delivery.body.replaceAll(/"status":"[^"]*"/g, '"status":"APPROVED"');
  return { eventId, body, secret: 'not-the-secret' };
}

export function isDelivered({ status }: Pick<DeliveryAttempt, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}
