// Who is filling in the form: the session cookie, the language cookie and the token that ties a POST to a session.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context as HttpContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Context } from '../context';
import type { HostedSession } from '../model';
import { type Locale, toLocale } from './i18n/catalogue';

const SESSION_COOKIE = 'onemoney_emulator_session';
const LOCALE_COOKIE = 'onemoney_emulator_locale';

const FORM_PATH = '/onboarding';

function cookieOptions(c: HttpContext, maxAge: number) {
  return {
    path: FORM_PATH,
    httpOnly: true,
    sameSite: 'Lax' as const,
    // A Secure cookie would be dropped on plain http, which is how the emulator normally runs.
    secure: new URL(c.req.url).protocol === 'https:',
    maxAge,
  };
}

export function openSession(c: HttpContext, context: Context, session: HostedSession): void {
  const seconds = Math.max(1, Math.round((session.expiresAt - context.clock.now()) / 1000));
  setCookie(c, SESSION_COOKIE, session.id, cookieOptions(c, seconds));
  rememberLocale(c, toLocale(session.locale));
}

export type SessionState = { kind: 'open'; session: HostedSession } | { kind: 'expired' } | { kind: 'missing' };

/** A cookie without a living session counts as expired: the browser once held one. */
export function readSession(c: HttpContext, context: Context): SessionState {
  const id = getCookie(c, SESSION_COOKIE);
  if (!id) return { kind: 'missing' };
  const session = context.store.getSession(id);
  return session ? { kind: 'open', session } : { kind: 'expired' };
}

/** The language is a cookie of its own, so that the page about an expired session still speaks it. */
export function rememberLocale(c: HttpContext, locale: Locale): void {
  setCookie(c, LOCALE_COOKIE, locale, cookieOptions(c, 30 * 24 * 60 * 60));
}

export function readLocale(c: HttpContext, fallback?: string): Locale {
  const wanted = getCookie(c, LOCALE_COOKIE) ?? fallback ?? c.req.header('accept-language')?.split(/[,;]/)[0];
  return toLocale(wanted);
}

/** Derived, so nothing has to be stored: who knows it knows the HttpOnly session id. */
export function csrfToken(session: HostedSession): string {
  return createHash('sha256').update(`csrf ${session.id}`).digest('base64url');
}

export function isCsrfToken(session: HostedSession, given: string): boolean {
  const expected = Buffer.from(csrfToken(session));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
