import { NextRequest } from 'next/server';
import { SSO_PROVIDER } from '@/lib/features/sso/oidc-provider';
import { finishSingleSignOn } from '@/lib/features/sso/sso-sign-in';
import { askNextAuth } from '@/lib/platform/auth/next-auth';
import { isOwnOrigin } from '@/lib/platform/auth/request-origin';
import { forbidden } from '@/lib/platform/http/json-responses';
import { readCappedBody } from '@/lib/platform/http/read-capped-body';

const CAP_BYTES = 16 * 1024;

type Context = RouteContext<'/api/auth/[...nextauth]'>;

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const [act, provider] = (await context.params).nextauth;
  if (act === 'callback' && provider === SSO_PROVIDER) return finishSingleSignOn(request);
  return askNextAuth(request, context);
}

/** next-auth accepts bodies of any size and checks only its own token, so size and origin are checked here first. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return forbidden();
  const body = await readCappedBody(request, CAP_BYTES);
  if (body === null) return new Response(null, { status: 413 });
  // next-auth would parse any other type as JSON, and fail.
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return new Response(null, { status: 415 });
  const { url, headers } = request;
  return askNextAuth(new NextRequest(url, { method: 'POST', headers, body: Buffer.from(body) }), context);
}
