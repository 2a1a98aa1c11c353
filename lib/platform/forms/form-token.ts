/**
 * Shows that a public form is sent by a browser that was shown its page: bound to a short-lived visitor cookie (set by
 * the proxy) and to what the form is about, so that it can neither be guessed nor used elsewhere.
 */
import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '@/lib/platform/crypto/derive-key';

function digest(visitorId: string, subject: string): Buffer {
  return createHmac('sha256', deriveKey('press')).update(`${visitorId}:${subject}`).digest();
}

export function makeFormToken(visitorId: string, subject: string): string {
  return digest(visitorId, subject).toString('base64url');
}

export function isFormToken(proof: string, visitorId: string, subject: string): boolean {
  const given = Buffer.from(proof, 'base64url');
  const expected = digest(visitorId, subject);
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}
