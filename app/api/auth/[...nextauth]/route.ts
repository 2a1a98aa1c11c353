import { NextRequest } from 'next/server';
import { answerNextAuth } from '@/lib/auth/next-auth';
import { isOwnOrigin } from '@/lib/auth/request-origin';
import { forbidden } from '../../json-answers';
import { readCappedBody } from '../../read-capped-body';

const CAP_BYTES = 16 * 1024;

type Context = RouteContext<'/api/auth/[...nextauth]'>;

export { answerNextAuth as GET };

/** next-auth reads bodies of any size and asks for its own token only, so size and origin are judged before it. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return forbidden();
  const body = await readCappedBody(request, CAP_BYTES);
  if (body === null) return new Response(null, { status: 413 });
  const { url, headers } = request;
  return answerNextAuth(new NextRequest(url, { method: 'POST', headers, body: Buffer.from(body) }), context);
}
