/**
 * Proof that a form of a public page is sent by a browser that was shown it: bound to a short-lived cookie (the visit,
 * made by the proxy) and to what the form acts on, so that it can neither be guessed nor used elsewhere.
 */
import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '@/lib/platform/crypto/derive-key';

function digest(visit: string, subject: string): Buffer {
  return createHmac('sha256', deriveKey('press')).update(`${visit}:${subject}`).digest();
}

export function makePressProof(visit: string, subject: string): string {
  return digest(visit, subject).toString('base64url');
}

export function isPressProof(proof: string, visit: string, subject: string): boolean {
  const given = Buffer.from(proof, 'base64url');
  const expected = digest(visit, subject);
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}
