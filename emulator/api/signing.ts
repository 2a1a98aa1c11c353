/**
 * The signature of the HMAC scheme, written from the published recipe and checked against outside vectors.
 * Five lines joined by LF: access key, timestamp, METHOD, path without query, hex SHA-256 of the exact body; signed with the
 * decoded secret, in lower-case hex.
 */
import { createHmac, hash } from 'node:crypto';

const EMPTY_BODY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface SignedRequest {
  accessKey: string;
  /** `YYYYMMDDTHHMMSSZ` */
  timestamp: string;
  method: string;
  /** Without the query. */
  path: string;
  body: Uint8Array;
}

export function toStringToSign({ accessKey, timestamp, method, path, body }: SignedRequest): string {
  const bodyHash = body.byteLength === 0 ? EMPTY_BODY_HASH : hash('sha256', body);
  return `${accessKey}\n${timestamp}\n${method.toUpperCase()}\n${path}\n${bodyHash}`;
}

export function toSignature(request: SignedRequest, secret: Uint8Array): string {
  return createHmac('sha256', secret).update(toStringToSign(request)).digest('hex');
}

/** Epoch milliseconds of a basic-format UTC timestamp, or null when it is not one. */
export function parseTimestamp(text: string): number | null {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant) ? null : instant;
}

/** Milliseconds are cut, not rounded. */
export function toTimestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
