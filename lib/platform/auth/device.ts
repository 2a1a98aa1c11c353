/**
 * The device: a random value in a long-lived cookie that `proxy.ts` gives every browser on the sign-in page. It grants
 * nothing; it only shows whether an account was used in this browser before.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { appUrl, env } from '@/lib/env';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { Db } from '@/lib/platform/db/client';
import { DEFAULT_LOCALE } from '@/lib/platform/i18n/locales';
import { insertMail } from '@/lib/platform/mail/mails.writes';
import { noteDevice } from './devices.writes';
import { systemScope } from './scope';

const DEVICE = /^[0-9a-f]{32}$/;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** `__Host-` needs https; on loopback http browsers would drop such a cookie. `proxy.ts` sets it. */
export function deviceCookieName(): string {
  return appUrl().startsWith('https:') ? '__Host-portal-device' : 'portal-device';
}

/** Null for what the proxy cannot have set. */
export function hashDevice(cookie: string | undefined): string | null {
  return cookie !== undefined && DEVICE.test(cookie) ? sha256(cookie) : null;
}

interface Begun {
  readonly userId: string;
  readonly email: string;
  readonly sessionIdHash: string;
  readonly origin: Origin;
  readonly now: Date;
}

/**
 * Puts a mail into the outbox when a session begins in a browser that is new to the account. The regular job sends it
 * within a minute, so that signing in does not wait.
 */
export async function tellOfNewDevice(db: Db, { userId, email, sessionIdHash, origin, now }: Begun): Promise<void> {
  const scope = systemScope('new device');
  const { address, userAgent, device = null } = origin;
  const deviceHash = device === null ? null : sha256(`${userId}:${device}`);
  const novelty = await noteDevice(scope, db, { userId, deviceHash, sessionIdHash, now });
  if (novelty !== 'new' || env().smtpUrl === null) return;
  await insertMail(scope, db, {
    id: crypto.randomUUID(),
    kind: 'new_device',
    dedupeKey: `new_device:${sessionIdHash}`,
    email,
    locale: DEFAULT_LOCALE,
    customerId: null,
    inviteId: null,
    facts: { at: now.toISOString(), address: address ?? '', userAgent: userAgent ?? '' },
    now,
  });
}
