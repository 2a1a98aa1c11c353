/**
 * The provider of single sign-on as next-auth sees it: found by discovery, asked with PKCE, state and nonce. The result
 * of its response is recorded in the attempt, because next-auth only reports that something was wrong.
 */
import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { custom } from 'openid-client';
import { z } from 'zod';
import type { OidcEnv } from '@/lib/env';
import { log } from '@/lib/log';

export const SSO_PROVIDER = 'oidc';

/** How long the provider may take for each answer. */
const TIMEOUT_MS = 5_000;

/** By how much the provider's clock may differ from ours. */
const CLOCK_SECONDS = 60;

/** Of the answer, not of the person: too old, used, or for another sign-in; or the provider itself has a problem. */
export type AnswerProblem = 'stale' | 'clock' | 'unreachable' | 'misconfigured';

export interface SsoAttempt {
  /** Where the provider wants people to sign out. */
  endSessionUrl: string | null;
  /** The claims of the ID token, once it has been checked. */
  idTokenClaims: Readonly<Record<string, unknown>> | null;
  problem: AnswerProblem | null;
}

export function newSsoAttempt(): SsoAttempt {
  return { endSessionUrl: null, idTokenClaims: null, problem: null };
}

/** RPError and OPError are the library's; a failed check carries what it checked, a lost connection does not. */
const libraryError = z.looseObject({
  name: z.string(),
  message: z.string().optional(),
  error: z.string().optional(),
  response: z.looseObject({ statusCode: z.number().optional() }).optional(),
});

function problemOf(thrown: unknown): AnswerProblem {
  const parsed = libraryError.safeParse(thrown);
  if (!parsed.success) return 'unreachable';
  const { name, error, response } = parsed.data;
  // The provider has just made the ID token: not valid yet or no longer, it was made by another clock.
  if (name === 'RPError' && ['nbf', 'exp'].some((part) => part in parsed.data)) return 'clock';
  if (name === 'RPError')
    return ['jwt', 'checks', 'params'].some((part) => part in parsed.data) ? 'stale' : 'unreachable';
  if (name !== 'OPError' || (response?.statusCode ?? 0) >= 500) return 'unreachable';
  return error === 'invalid_grant' ? 'stale' : 'misconfigured';
}

/**
 * For an admin who has to compare both sides' settings: which check failed, or what the provider said. Never a token.
 */
function tell(thrown: unknown, problem: AnswerProblem): AnswerProblem {
  const { name, error, message } = libraryError.safeParse(thrown).data ?? {};
  log.warn(
    { problem, name, error, text: message?.slice(0, 200) },
    'an answer of the single sign-on provider is unusable',
  );
  return problem;
}

function isOurIssuer(found: string | undefined, configured: string): boolean {
  return found?.replace(/\/+$/, '') === configured;
}

/** https, or http where the provider itself is asked by http, which is on this machine only. */
function endSessionUrlOf(found: unknown, { issuer }: OidcEnv): string | null {
  if (typeof found !== 'string' || !URL.canParse(found)) return null;
  const { protocol } = new URL(found);
  return protocol === 'https:' || protocol === new URL(issuer).protocol ? found : null;
}

export function oidcProvider(
  oidc: OidcEnv,
  { scopes, attempt }: { readonly scopes: string; readonly attempt: SsoAttempt },
): OAuthConfig<Record<string, unknown>> {
  return {
    id: SSO_PROVIDER,
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: `${oidc.issuer}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    httpOptions: { timeout: TIMEOUT_MS },
    authorization: { params: { scope: ['openid email profile', scopes].filter(Boolean).join(' ') } },
    token: {
      async request({ client, provider, params, checks }) {
        const { issuer, end_session_endpoint } = client.issuer.metadata;
        if (!isOurIssuer(issuer, oidc.issuer)) {
          const error = new Error(`The discovery document is of ${issuer}, and OIDC_ISSUER is ${oidc.issuer}.`);
          attempt.problem = tell(error, 'misconfigured');
          throw error;
        }
        attempt.endSessionUrl = endSessionUrlOf(end_session_endpoint, oidc);
        // next-auth sets 10 s itself, after the settings it would take from us.
        client[custom.clock_tolerance] = CLOCK_SECONDS;
        try {
          const tokens = await client.callback(provider.callbackUrl, params, { ...checks, response_type: 'code' });
          attempt.idTokenClaims = tokens.claims();
          return { tokens };
        } catch (thrown) {
          attempt.problem = tell(thrown, problemOf(thrown));
          throw thrown;
        }
      },
    },
    userinfo: {
      // Many providers give roles and addresses only here. The token has been checked; this must be about the same
      // person.
      async request({ client, tokens }) {
        const claims = attempt.idTokenClaims;
        const sub = String(claims?.sub ?? '');
        if (!tokens.access_token || client.issuer.metadata.userinfo_endpoint === undefined) return { ...claims, sub };
        try {
          const more = await client.userinfo(tokens.access_token);
          if (more.sub !== sub) throw new Error('The user info is about somebody else.');
          return { ...more, ...claims, sub };
        } catch (thrown) {
          attempt.problem = tell(thrown, problemOf(thrown));
          throw thrown;
        }
      },
    },
    profile: (claims) => ({ id: String(claims.sub ?? '') }),
  };
}
