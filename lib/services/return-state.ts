/** The signed `state` of our return address: says which customer left the form, and proves that we sent them. */
import 'server-only';
import { hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { env } from '@/lib/env';
import type { ReturnScope } from '@/lib/scope';

const AUDIENCE = 'onboarding-return';
/** The hosted session lasts a day after a link that lasts half an hour; the rest is for tabs left open. */
const LIFETIME = '7 days';

function key(): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().authSecret, '', AUDIENCE, 32));
}

/** The address upstream sends the browser back to: configured origin plus signed state, nothing from a request (law 4). */
export async function returnUrl(customerId: string): Promise<string> {
  const state = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setSubject(customerId)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(key());
  return `${env().appUrl}/onboarding/return?state=${state}`;
}

/** The scope a state stands for; null when it is forged, damaged or too old. */
export async function parseReturnState(state: string): Promise<ReturnScope | null> {
  const verified = await jwtVerify(state, key(), { audience: AUDIENCE, algorithms: ['HS256'] }).catch(() => null);
  const customerId = verified?.payload.sub;
  return customerId ? { kind: 'return', customerId } : null;
}
