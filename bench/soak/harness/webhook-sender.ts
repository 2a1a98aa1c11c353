/** Sends webhooks the way 1Money is believed to: signed, many at a time, again when they were not acknowledged. */
import { createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import { tryHttp } from '../../../testing/http';

export interface WebhookEvent {
  readonly eventId: string;
  readonly customerId: string;
  readonly body: string;
}

export function makeEvent(customerId: string, status: string): WebhookEvent {
  const eventId = randomUUID();
  const body = JSON.stringify({
    event_name: `customer.kyb_${status.toLowerCase()}`,
    resource: { type: 'customers', id: customerId },
    data: { status, customer_id: customerId },
    number: eventId,
  });
  return { eventId, customerId, body };
}

export interface SendOptions {
  readonly secret?: string;
  readonly ageSeconds?: number;
}

export interface Acknowledgement {
  /** Null for no answer. */
  readonly status: number | null;
  readonly retryAfter: string | null;
  readonly ms: number;
}

export class WebhookSender {
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 200 });

  constructor(
    private readonly url: () => string,
    private readonly secret: string,
  ) {}

  async send(event: WebhookEvent, options: SendOptions = {}): Promise<Acknowledgement> {
    const timestamp = String(Math.floor(Date.now() / 1000) - (options.ageSeconds ?? 0));
    const startedAt = performance.now();
    const response = await tryHttp(this.url(), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-webhook-signature': createHmac('sha256', options.secret ?? this.secret)
          .update(`${timestamp}.${event.body}`)
          .digest('hex'),
        'x-webhook-timestamp': timestamp,
        'x-webhook-event-id': event.eventId,
      },
      body: event.body,
      agent: this.#agent,
    });
    const retryAfter = response?.headers['retry-after'] ?? null;
    return { status: response?.status ?? null, retryAfter, ms: performance.now() - startedAt };
  }

  close(): void {
    this.#agent.destroy();
  }
}

export function isAccepted({ status }: Acknowledgement): boolean {
  return status !== null && status >= 200 && status < 300;
}
