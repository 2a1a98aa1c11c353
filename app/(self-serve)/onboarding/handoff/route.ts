import { env } from '@/lib/env';
import { signInByHandoff } from '@/lib/features/self-serve/customer-sign-in';
import { log } from '@/lib/log';
import { getCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { setCustomerSession } from '@/lib/platform/auth/customer-session';
import { requestOrigin } from '@/lib/platform/auth/request-origin';
import { readCappedBody } from '@/lib/platform/http/read-capped-body';
import { findJwt } from '@/lib/platform/input/pasted-link';

const CAP_BYTES = 8 * 1024;

function seeOther(path: string): Response {
  const headers = { Location: `${env().appUrl}${path}`, 'Cache-Control': 'private, no-store' };
  return new Response(null, { status: 303, headers });
}

/**
 * Receives the signed-in user from the partner's own product (docs/handoff.md). The form comes from another site by
 * design, so there is no origin check: the token is signed, short-lived and valid once. It is in the body so that no
 * access log holds it.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await readCappedBody(request, CAP_BYTES);
  if (body === null) return new Response(null, { status: 413 });
  // Templates put blanks and line breaks around the value.
  const token = findJwt(new URLSearchParams(new TextDecoder().decode(body)).get('token') ?? '') ?? '';
  try {
    const signedIn = await signInByHandoff(token, await getCustomerLocale(), await requestOrigin());
    if (!signedIn.ok) return seeOther('/onboarding?handoff=dead');
    await setCustomerSession(signedIn.value.sessionId);
    return seeOther('/onboarding');
  } catch (error) {
    log.error({ err: error }, 'a hand-over failed unexpectedly');
    return seeOther('/onboarding?handoff=dead');
  }
}

export function GET(): Response {
  return seeOther('/onboarding');
}
