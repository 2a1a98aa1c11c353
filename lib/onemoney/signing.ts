/**
 * Signing: credentials, a method, a path, the exact body bytes and an instant become request headers.
 *
 * Pure on purpose: it reads no clock and no environment, so the known answers in `testing/signing-vectors.json`
 * (computed with 1Money's own code) pin it completely. Source: 1Money API notes, sections 1.2 and 1.3.
 *
 * Known answer: access key `ak_test_0123456789`, secret `AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8`,
 * GET `/v1/customers` without a body at 2026-01-15T09:30:05Z gives
 * `OneMoney-HMAC-SHA256 ak_test_0123456789:20260115T093005Z:8816dc1bb48999725fddc5f9786d22b79298953c4fc6be27ed401d28541e7b60`.
 */
import { createHash, createHmac } from 'node:crypto';

export type AuthScheme = 'hmac' | 'bearer';

/** Checked credentials; made by `parseCredentials` only, so that a malformed secret cannot reach the signer. */
export type Credentials =
  | { readonly scheme: 'bearer'; readonly accessKey: string }
  | { readonly scheme: 'hmac'; readonly accessKey: string; readonly key: Uint8Array };

export interface CredentialText {
  readonly auth: AuthScheme;
  readonly accessKey: string;
  /** URL-safe base64 as issued; may be null with `bearer`. */
  readonly secretKey: string | null;
}

export type CredentialProblem = 'access_key_malformed' | 'secret_key_missing' | 'secret_key_malformed';

export interface SignRequest {
  readonly method: string;
  /** Path only, starting with `/`. A query is never signed, so it must not be part of this. */
  readonly path: string;
  /** Exactly the bytes that will be sent; empty for none. */
  readonly body: Uint8Array;
  /** Cut, not rounded, to whole seconds. */
  readonly instant: Date;
}

export interface SignedHeaders {
  readonly authorization: string;
  readonly 'x-om-date': string;
}

/**
 * Decodes the secret, or says what is wrong with it without its value. Node's base64 decoder drops unknown characters,
 * which would turn a typo into a silently different key: hence the check before decoding.
 */
export function parseCredentials(text: CredentialText): Credentials | { readonly problem: CredentialProblem } {
  // A colon would make `accessKey:timestamp:signature` ambiguous, anything invisible could split the header.
  if (!/^[\x21-\x39\x3b-\x7e]{1,256}$/.test(text.accessKey)) return { problem: 'access_key_malformed' };
  if (text.auth === 'bearer') return { scheme: 'bearer', accessKey: text.accessKey };
  if (text.secretKey === null || text.secretKey === '') return { problem: 'secret_key_missing' };
  const key = decodeSecret(text.secretKey);
  return key === null ? { problem: 'secret_key_malformed' } : { scheme: 'hmac', accessKey: text.accessKey, key };
}

/** URL-safe base64, padded or not, to bytes; null when it is anything else. */
function decodeSecret(secret: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]+={0,2}$/.test(secret)) return null;
  const digits = secret.replace(/=+$/, '');
  // One digit beyond whole groups of four holds 6 bits and cannot be a byte: a character was lost in copying.
  if (digits.length % 4 === 1) return null;
  return new Uint8Array(Buffer.from(digits, 'base64url'));
}

/** `YYYYMMDDTHHMMSSZ` in UTC. Throws on an invalid date. */
export function toSigningTimestamp(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Lower-case hex SHA-256 of the body bytes. */
export function hashBody(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

export function toStringToSign(accessKey: string, timestamp: string, request: SignRequest): string {
  return [accessKey, timestamp, request.method.toUpperCase(), request.path, hashBody(request.body)].join('\n');
}

/**
 * Headers for one attempt; sign again for every retry, because upstream may reject an old timestamp. Bearer needs no
 * date, but 1Money's own SDKs send it, and so do we.
 */
export function signRequest(credentials: Credentials, request: SignRequest): SignedHeaders {
  const timestamp = toSigningTimestamp(request.instant);
  if (credentials.scheme === 'bearer')
    return { authorization: `Bearer ${credentials.accessKey}`, 'x-om-date': timestamp };
  const signature = createHmac('sha256', credentials.key)
    .update(toStringToSign(credentials.accessKey, timestamp, request))
    .digest('hex');
  return {
    authorization: `OneMoney-HMAC-SHA256 ${credentials.accessKey}:${timestamp}:${signature}`,
    'x-om-date': timestamp,
  };
}
