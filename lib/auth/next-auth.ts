/**
 * next-auth behind our own door: it owns the encrypted session token and the provider protocol. Who somebody is and
 * what they may do comes from the session row (`session.ts`), never from the token.
 */
import 'server-only';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { env } from '@/lib/env';
import { requestOrigin } from './request-origin';
import { SESSION_ABSOLUTE_MS, sessionCookie } from './session-token';
import { startStaffSession } from './start-staff-session';

function authOptions(): NextAuthOptions {
  const { name, secure } = sessionCookie();
  return {
    secret: env().authSecret,
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: SESSION_ABSOLUTE_MS / 1000 },
    cookies: { sessionToken: { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } } },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      Credentials({
        name: 'Password',
        credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
        async authorize(given) {
          const started = await startStaffSession(
            { email: given?.email, password: given?.password },
            await requestOrigin(),
          );
          // next-auth wants a user here; the id is that of the session, which is all the token keeps.
          return started.ok ? { id: started.value.sessionId } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : { sessionId: token.sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: { error() {}, warn() {}, debug() {} },
  };
}

/** next-auth's protocol endpoints. The options are made per request, because the environment is read lazily. */
export function answerNextAuth(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}
