/** The signed `state` of our return address: says which customer left the form, and proves that we sent them. */
import 'server-only';
import { jwtVerify, SignJWT } from 'jose';
import { env } from '@/lib/env';
import type { ReturnScope } from '@/lib/platform/auth/scope';
import { deriveKey } from '@/lib/platform/crypto/derive-key';

const AUDIENCE = 'onboarding-return';
/** The hosted session lasts a day after a link that lasts half an hour; the rest is for tabs left open. */
const LIFETIME = '7 days';

/** The address upstream sends the browser back to: configured origin plus signed state, nothing from a request (law 4). */
export async function returnUrl(from: { customerId: string; inviteId?: string | undefined }): Promise<string> {
  const state = await new SignJWT(from.inviteId === undefined ? {} : { invite: from.inviteId })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setSubject(from.customerId)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(deriveKey(AUDIENCE));
  return `${env().appUrl}/onboarding/return?state=${state}`;
}

/** The scope in a state; null when it is forged, damaged or too old. */
export async function parseReturnState(state: string): Promise<ReturnScope | null> {
  const verified = await jwtVerify(state, deriveKey(AUDIENCE), { audience: AUDIENCE, algorithms: ['HS256'] }).catch(
    () => null,
  );
  const customerId = verified?.payload.sub;
  if (!customerId) return null;
  const inviteId = verified.payload.invite;
  return { kind: 'return', customerId, inviteId: typeof inviteId === 'string' ? inviteId : undefined };
}
