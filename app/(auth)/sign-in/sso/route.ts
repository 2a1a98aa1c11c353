import type { NextRequest } from 'next/server';
import { leadTo, signInPath, startSingleSignOn } from '@/lib/features/sso/sso-sign-in';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { getScope } from '@/lib/platform/auth/session';

/**
 * A link and not a form: `form-action` also covers the redirects after a form, and a provider may redirect through
 * unknown hosts. Requests from other sites are sent to the sign-in page, so they cannot start a sign-in.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const next = toSafePath(request.nextUrl.searchParams.get('next'));
  if (await getScope()) return leadTo(next);
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return leadTo(signInPath(next));
  return startSingleSignOn(next);
}
