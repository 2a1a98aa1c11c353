/** Signature of a delivery, after a removed but official sample: hex HMAC-SHA256 over `<unix seconds>.<body>`, key = the secret's text. */
import { createHmac } from 'node:crypto';

export function toWebhookSignature(secret: string, timestampSeconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestampSeconds}.${body}`).digest('hex');
}
