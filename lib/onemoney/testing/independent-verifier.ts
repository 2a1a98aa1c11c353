/**
 * Checks a signature the way a server would, written from the description alone and with other tools than
 * `signing.ts`: WebCrypto instead of node:crypto, and the header taken apart instead of put together.
 */
import type { SignedHeaders } from '../signing';

export interface SignedRequest {
  readonly headers: SignedHeaders;
  readonly accessKey: string;
  /** Decoded. */
  readonly secret: Uint8Array;
  readonly method: string;
  readonly path: string;
  readonly body: Uint8Array;
}

const hex = (buffer: ArrayBuffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export async function verifyIndependently(request: SignedRequest): Promise<boolean> {
  const [scheme, rest = '', ...more] = request.headers.authorization.split(' ');
  const [accessKey, timestamp = '', signature = '', ...tail] = rest.split(':');
  if (scheme !== 'OneMoney-HMAC-SHA256' || more.length > 0 || tail.length > 0) return false;
  if (accessKey !== request.accessKey || timestamp !== request.headers['x-om-date']) return false;
  if (!/^\d{8}T\d{6}Z$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  const bodyHash = hex(await crypto.subtle.digest('SHA-256', Uint8Array.from(request.body)));
  const signedText = `${accessKey}\n${timestamp}\n${request.method.toUpperCase()}\n${request.path}\n${bodyHash}`;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(request.secret), algorithm, false, ['verify']);
  const given = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.verify(algorithm, key, given, new TextEncoder().encode(signedText));
}
