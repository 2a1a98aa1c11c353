import type { NextRequest } from 'next/server';
import { leadTo, signInPath, startSingleSignOn } from '@/lib/features/sso/sso-sign-in';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { getScope } from '@/lib/platform/auth/session';

/**
 * Behind the button of the sign-in page. A link and not a form, because a form's policy follows every redirect behind
 * it, and a provider may redirect through unknown addresses. Other sites cannot begin a sign-in: they get the button.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const next = toSafePath(request.nextUrl.searchParams.get('next'));
  if (await getScope()) return leadTo(next);
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return leadTo(signInPath(next));
  return startSingleSignOn(next);
}
