/**
 * next-auth behind our own adapter: it owns the encrypted session token and the provider protocol. Identity and rights
 * come from the session row (`session.ts`), never from the token.
 */
import 'server-only';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { toSafePath } from './safe-path';
import { SESSION_ABSOLUTE_MS, sessionCookie } from './session-token';

export interface SsoProof {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string | null;
}

/** Single sign-on: the provider, and what to do with a person it has identified. */
export interface SsoAdapter {
  readonly provider: OAuthConfig<Record<string, unknown>>;
  /** The id of the session that was opened; null when there is none, for whatever reason. */
  enter(proof: SsoProof): Promise<string | null>;
}

/** How long signing in at the provider may take. */
const CHECK_SECONDS = 15 * 60;

/** Cookies of one sign-in at the provider, by next-auth's names. `__Host-`: no page of a neighbour can plant them. */
export function checkCookieNames() {
  const prefix = sessionCookie().secure ? '__Host-' : '';
  return {
    state: `${prefix}portal-sso-state`,
    pkceCodeVerifier: `${prefix}portal-sso-pkce`,
    nonce: `${prefix}portal-sso-nonce`,
  } as const;
}

function cookieOptions(): NextAuthOptions['cookies'] {
  const { name, secure } = sessionCookie();
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  const short = { ...options, maxAge: CHECK_SECONDS };
  const names = checkCookieNames();
  return {
    sessionToken: { name, options },
    state: { name: names.state, options: short },
    pkceCodeVerifier: { name: names.pkceCodeVerifier, options: short },
    nonce: { name: names.nonce, options: short },
  };
}

/** Of all that next-auth would write only why the provider cannot be asked; it would write tokens and profiles too. */
function report(code: string, metadata: Error | { readonly error: Error }): void {
  if (code !== 'SIGNIN_OAUTH_ERROR') return;
  const { name, message } = metadata instanceof Error ? metadata : metadata.error;
  log.warn({ name, text: message.slice(0, 200) }, 'the provider of single sign-on cannot be asked');
}

function authOptions(sso: SsoAdapter | null): NextAuthOptions {
  return {
    secret: env().authSecret,
    useSecureCookies: sessionCookie().secure,
    session: { strategy: 'jwt', maxAge: SESSION_ABSOLUTE_MS / 1000 },
    cookies: cookieOptions(),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    // Passwords have one way in, the action of the sign-in page.
    providers: sso ? [sso.provider] : [],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== 'oauth') return true;
        const sessionId = await sso?.enter({ claims: { ...profile }, idToken: account.id_token ?? null });
        // From here on the id is the session's, which is all that the token keeps.
        user.id = sessionId ?? '';
        return Boolean(sessionId);
      },
      redirect: ({ url, baseUrl }) => {
        const isOurs = URL.canParse(url, baseUrl) && new URL(url, baseUrl).origin === baseUrl;
        return isOurs ? `${baseUrl}${toSafePath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url)}` : baseUrl;
      },
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : { sessionId: token.sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: { error: report, warn() {}, debug() {} },
  };
}

/** One of next-auth's endpoints. The options are made per request, because the environment is read lazily. */
export function askNextAuth(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
  sso: SsoAdapter | null = null,
): Promise<Response> {
  return NextAuth(authOptions(sso))(request, context);
}
