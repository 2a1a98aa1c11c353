/**
 * An implementation of the OneMoney-HMAC-SHA256 scheme for tests, on purpose not the portal's: five fields joined by
 * line feeds, keyed with the decoded secret.
 */
import { createHash, createHmac } from 'node:crypto';
import type { EmulatorAddress } from './start-emulator';

interface RequestToSign {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** Exactly what is sent; empty for GET. */
  readonly body: string;
  readonly at: Date;
}

export function signedHeaders(
  { accessKey, secretKey }: EmulatorAddress,
  { method, path, body, at }: RequestToSign,
): Record<string, string> {
  const timestamp = `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const text = [accessKey, timestamp, method.toUpperCase(), path, bodyHash].join('\n');
  const signature = createHmac('sha256', Buffer.from(secretKey, 'base64url')).update(text).digest('hex');
  return { Authorization: `OneMoney-HMAC-SHA256 ${accessKey}:${timestamp}:${signature}`, 'X-OM-Date': timestamp };
}
