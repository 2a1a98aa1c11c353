/**
 * Webhook signatures. The only source is a sample that 1Money removed from its SDK (1Money API notes, section 5.2), so
 * this is the best guess there is: lower-case hex HMAC-SHA256 over `<timestamp>.<raw body>`, compared in constant time.
 *
 * Pure: the raw bytes, the header values and the time come as arguments. Known answer: secret `whsec_example_key`,
 * timestamp `1768469400` and the body in the tests give `ec875d62…1a61b`.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Both ways: an old delivery may be a replay, a future one comes from a wrong clock. */
const WEBHOOK_WINDOW_MS = 5 * 60_000;

export interface WebhookToSign {
  readonly secret: string;
  /** Unix seconds, as in the header. */
  readonly timestamp: string;
  readonly body: Uint8Array;
}

export interface WebhookToVerify {
  /** Current secret first; more than one only while a secret is being replaced. */
  readonly secrets: readonly string[];
  readonly signature: string | null;
  readonly timestamp: string | null;
  /** The raw bytes received, before any parsing. */
  readonly body: Uint8Array;
  /** Wall clock, milliseconds. */
  readonly nowMs: number;
}

export type WebhookRefusal = 'no_secret' | 'signature_missing' | 'timestamp_malformed' | 'too_old' | 'signature_wrong';

export type WebhookVerdict =
  | {
      readonly ok: true;
      /** Index into `secrets`: anything but 0 means that upstream still uses an old one. */
      readonly secretIndex: number;
      /** Whether the secret's text or its base64url-decoded bytes were the key. */
      readonly keyForm: 'text' | 'base64url';
    }
  | { readonly ok: false; readonly reason: WebhookRefusal };

/** Lower-case hex signature with the secret's bytes as they are. */
export function signWebhook({ secret, timestamp, body }: WebhookToSign): string {
  return digest(Buffer.from(secret, 'utf8'), timestamp, body).toString('hex');
}

/**
 * Accepts a signature by any of the secrets, each as text and base64url-decoded, because the sample secret looks
 * encoded while the sample code does not decode it. The timestamp must be within five minutes of now.
 */
export function verifyWebhook(input: WebhookToVerify): WebhookVerdict {
  const { signature, timestamp, body, nowMs } = input;
  const keys = keysOf(input.secrets);
  if (keys.length === 0) return { ok: false, reason: 'no_secret' };
  if (signature === null || signature === '') return { ok: false, reason: 'signature_missing' };
  if (timestamp === null || !/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: 'timestamp_malformed' };
  if (Math.abs(nowMs - Number(timestamp) * 1000) > WEBHOOK_WINDOW_MS) return { ok: false, reason: 'too_old' };
  if (!/^[0-9a-f]{64}$/i.test(signature)) return { ok: false, reason: 'signature_wrong' };
  const given = Buffer.from(signature, 'hex');
  for (const { key, keyForm, secretIndex } of keys) {
    if (timingSafeEqual(digest(key, timestamp, body), given)) return { ok: true, secretIndex, keyForm };
  }
  return { ok: false, reason: 'signature_wrong' };
}

/** All text forms first: a right secret should be found before an unlikely one is tried. */
function keysOf(secrets: readonly string[]) {
  const asText = secrets.map((secret, secretIndex) => {
    return { key: Buffer.from(secret, 'utf8'), keyForm: 'text' as const, secretIndex };
  });
  const decoded = secrets.map((secret, secretIndex) => {
    const key = /^[A-Za-z0-9_-]+={0,2}$/.test(secret) ? Buffer.from(secret, 'base64url') : Buffer.alloc(0);
    return { key, keyForm: 'base64url' as const, secretIndex };
  });
  // With an empty key anyone could compute a valid signature.
  return [...asText, ...decoded].filter(({ key }) => key.length > 0);
}

function digest(key: Uint8Array, timestamp: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${timestamp}.`).update(body).digest();
}
