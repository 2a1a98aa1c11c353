/** Tokens of invites: derived, never stored, so that copy, resend and reminders show the same link. */
import 'server-only';
import { createHash, createHmac } from 'node:crypto';
import { env } from '@/lib/env';
import { deriveKey } from '@/lib/platform/crypto/derive-key';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 256 bits from the server's key, the invite and its generation, as 43 URL-safe characters. */
export function inviteToken(inviteId: string, generation: number): string {
  return createHmac('sha256', deriveKey('invite')).update(`${inviteId}:${generation}`).digest('base64url');
}

/** What the database may know of a token. */
export function hashInviteToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Null for what cannot be a token. */
export function parseInviteToken(text: unknown): string | null {
  return typeof text === 'string' && TOKEN.test(text) ? text : null;
}

/** Where customers sign in by an e-mailed code. */
export function customerSignInLink(): string {
  return `${env().appUrl}/onboarding`;
}

/** The address that is mailed, copied and printed; always of APP_URL, never of a request's host. */
export function inviteLink(invite: { readonly id: string; readonly generation: number }): string {
  return `${env().appUrl}/i/${inviteToken(invite.id, invite.generation)}`;
}
