/**
 * Links by which staff set a password: mailed, used once; an invite lives for three days, a reset for 30 minutes. Their
 * tokens are derived, never stored, so that the mail can be composed when it is sent and the database only has a hash.
 */
import 'server-only';
import { createHash, createHmac } from 'node:crypto';
import { env } from '@/lib/env';
import { systemScope } from '@/lib/platform/auth/scope';
import { deriveKey } from '@/lib/platform/crypto/derive-key';
import { getDb } from '@/lib/platform/db/client';
import type { PasswordLinkPurpose } from '@/lib/platform/db/schema/password-links';
import { getOpenPasswordLink, type OpenPasswordLink } from './queries';
import type { NewPasswordLink } from './writes';

const LIFETIME_MS: Readonly<Record<PasswordLinkPurpose, number>> = { invite: 3 * 24 * 60 * 60_000, reset: 30 * 60_000 };
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

function passwordToken(linkId: string): string {
  return createHmac('sha256', deriveKey('password-link')).update(linkId).digest('base64url');
}

/** Null for what cannot be a token. */
function hashToken(token: string): string | null {
  return TOKEN.test(token) ? createHash('sha256').update(token).digest('hex') : null;
}

/** The address that is mailed; always of APP_URL, never of a request's host. */
export function passwordLinkAddress(linkId: string): string {
  return `${env().appUrl}/password/${passwordToken(linkId)}`;
}

/** For a write that commits it together with the mail about it. */
export function newPasswordLink(about: {
  readonly userId: string;
  readonly purpose: PasswordLinkPurpose;
  readonly createdBy: string;
  readonly now: Date;
}): NewPasswordLink {
  const id = crypto.randomUUID();
  const tokenHash = createHash('sha256').update(passwordToken(id)).digest('hex');
  return { id, tokenHash, expiresAt: new Date(about.now.getTime() + LIFETIME_MS[about.purpose]), ...about };
}

export interface FoundPasswordLink extends OpenPasswordLink {
  readonly tokenHash: string;
}

/** What a link is for; null when it does not work any more. Looking changes nothing. */
export async function readPasswordLink(token: string, now: Date = new Date()): Promise<FoundPasswordLink | null> {
  const tokenHash = hashToken(token);
  if (tokenHash === null) return null;
  const link = await getOpenPasswordLink(systemScope('password link'), await getDb(), tokenHash, now);
  return link && { ...link, tokenHash };
}
