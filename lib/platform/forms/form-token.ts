/**
 * Proof that a form of a public page is sent by a browser that was shown it: bound to a short-lived cookie (the visit,
 * made by the proxy) and to what the form acts on, so that it can neither be guessed nor used elsewhere.
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
