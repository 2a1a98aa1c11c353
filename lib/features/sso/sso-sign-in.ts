/**
 * Single sign-on from the button to the session: sends people to the provider, checks what they come back with, and on
 * a rejection leads to the sign-in page with the reason. The protocol itself is next-auth's.
 */
import 'server-only';
import { cookies } from 'next/headers';
import { NextRequest, NextResponse } from 'next/server';
import { decode } from 'next-auth/jwt';
import { env, type OidcEnv } from '@/lib/env';
import { log } from '@/lib/log';
import { askNextAuth, checkCookieNames, type SsoAdapter } from '@/lib/platform/auth/next-auth';
import { requestOrigin } from '@/lib/platform/auth/request-origin';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { systemScope } from '@/lib/platform/auth/scope';
import { sessionCookie } from '@/lib/platform/auth/session-token';
import { getDb } from '@/lib/platform/db/client';
import { SSO_SIGN_INS } from '@/lib/platform/rate-limit/limits';
import { networkKey } from '@/lib/platform/rate-limit/network-key';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { newSsoAttempt, oidcProvider, SSO_PROVIDER, type SsoAttempt } from './oidc-provider';
import { getSsoRule } from './queries';
import { recordSsoRefusal, startSsoSession } from './start-sso-session';

interface NextAuthContext {
  readonly params: Promise<{ nextauth: string[] }>;
}

const at = (...nextauth: string[]): NextAuthContext => ({ params: Promise.resolve({ nextauth }) });

/** Next takes `Location` as it is, and so do browsers: a path stays on the address that was asked. */
export function leadTo(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, 'Cache-Control': 'private, no-store' } });
}

export function signInPath(next: string, problem?: string): string {
  return `/sign-in?${new URLSearchParams({ ...(problem && { sso: problem }), next })}`;
}

async function isAllowed(): Promise<boolean> {
  const { address } = await requestOrigin();
  const rateLimit = { ...SSO_SIGN_INS, key: networkKey(address) };
  return (await consumeRateLimit(systemScope('single sign-on'), await getDb(), rateLimit)) === 0;
}

async function createSsoAdapter(oidc: OidcEnv, attempt: SsoAttempt, enter: SsoAdapter['enter']): Promise<SsoAdapter> {
  const { scopes } = await getSsoRule(systemScope('single sign-on'), await getDb());
  return { provider: oidcProvider(oidc, { scopes, attempt }), enter };
}

/**
 * Sends the browser to the provider. The caller has checked that one of our own pages asks for it; next-auth wants its
 * own CSRF token all the same, so fetch one first.
 */
export async function startSingleSignOn(next: string): Promise<Response> {
  const { oidc } = env();
  if (oidc === null) return leadTo(signInPath(next));
  if (!(await isAllowed())) return leadTo(signInPath(next, 'too_many'));
  const url = `${env().appUrl}/api/auth/`;
  const jar = await cookies();
  const told = await askNextAuth(new NextRequest(`${url}csrf`), at('csrf'));
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: sessionCookie().secure } as const;
  for (const { name, value } of new NextResponse(null, { headers: told.headers }).cookies.getAll())
    jar.set(name, value, options);
  const { csrfToken = '' }: Record<string, string> = await told.json();
  const request = new NextRequest(`${url}signin/${SSO_PROVIDER}`, {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: next }),
  });
  const adapter = await createSsoAdapter(oidc, newSsoAttempt(), async () => null);
  const response = await askNextAuth(request, at('signin', SSO_PROVIDER), adapter);
  const place = response.headers.get('location') ?? '';
  // Without the provider's discovery document there is nowhere to go, and next-auth redirects to a page of ours.
  if (place === '' || place.startsWith(url)) return leadTo(signInPath(next, 'unreachable'));
  const headers = new Headers(response.headers);
  headers.set('Cache-Control', 'private, no-store');
  return new Response(null, { status: 303, headers });
}

/** What the provider says in place of a code (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6). */
function problemOfError(error: string): string {
  if (['access_denied', 'login_required', 'interaction_required', 'consent_required'].includes(error)) return 'denied';
  return ['server_error', 'temporarily_unavailable'].includes(error) ? 'unreachable' : 'misconfigured';
}

/** Whether this browser has begun the sign-in that the response belongs to; checked before anything else. */
async function hasBegun(): Promise<boolean> {
  const jar = await cookies();
  const opened = await Promise.all(
    Object.values(checkCookieNames()).map(async (name) => {
      const token = jar.get(name)?.value;
      return token !== undefined && (await decode({ token, secret: env().authSecret, salt: name }).catch(() => null));
    }),
  );
  return opened.every(Boolean);
}

/** Where the sign-in was to lead; next-auth keeps it in a cookie, and we check it again. */
async function wantedPath(): Promise<string> {
  const kept = (await cookies()).get(`${sessionCookie().secure ? '__Secure-' : ''}next-auth.callback-url`)?.value ?? '';
  const { appUrl } = env();
  return toSafePath(kept.startsWith(appUrl) ? kept.slice(appUrl.length) : kept);
}

/** The provider's answer, as the browser brings it back: a session, or the sign-in page with the reason. */
export async function finishSingleSignOn(request: NextRequest): Promise<Response> {
  const { oidc } = env();
  const next = await wantedPath();
  if (oidc === null) return leadTo(signInPath(next));
  if (!(await isAllowed())) return leadTo(signInPath(next, 'too_many'));
  const origin = await requestOrigin();
  const fail = async (reason: string, isRecorded = false) => {
    if (!isRecorded) await recordSsoRefusal({ reason, accountId: null, origin });
    const jar = await cookies();
    // An answer has one chance: whatever it was worth, it cannot be brought again.
    for (const name of Object.values(checkCookieNames()))
      jar.set(name, '', { path: '/', maxAge: 0, secure: sessionCookie().secure });
    return leadTo(signInPath(next, reason));
  };
  if (!(await hasBegun())) return fail('stale');
  const error = request.nextUrl.searchParams.get('error');
  if (error !== null) {
    log.warn({ error: error.slice(0, 100) }, 'the single sign-on provider answered with an error');
    return fail(problemOfError(error));
  }

  const attempt = newSsoAttempt();
  let refusal: string | null = null;
  let isOpen = false;
  const adapter = await createSsoAdapter(oidc, attempt, async ({ claims, idToken }) => {
    const identity = { issuer: String(claims.iss ?? oidc.issuer), subject: String(claims.sub), claims };
    const started = await startSsoSession(identity, { idToken, endSessionUrl: attempt.endSessionUrl }, origin);
    isOpen = started.isAdmitted;
    if (started.isAdmitted) return started.sessionId;
    refusal = started.reason;
    return null;
  });
  const response = await askNextAuth(request, at('callback', SSO_PROVIDER), adapter);
  if (isOpen) return response;
  if (refusal !== null) return fail(refusal, true);
  if (attempt.idTokenClaims === null) return fail(attempt.problem ?? 'unreachable');
  return fail(attempt.problem ?? 'unavailable');
}
