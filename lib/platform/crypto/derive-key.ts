import 'server-only';
import { hkdfSync } from 'node:crypto';
import { env } from '@/lib/env';

/**
 * A key of 32 bytes for one purpose, derived from AUTH_SECRET: a signature for one purpose is invalid for every other.
 */
export function deriveKey(purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().authSecret, '', purpose, 32));
}
