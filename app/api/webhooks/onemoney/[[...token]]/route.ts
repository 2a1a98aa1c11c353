import { acceptWebhook } from '@/lib/features/sync/accept-webhook';
import { requestOrigin } from '@/lib/platform/auth/request-origin';
import { jsonFailure, tooMany } from '@/lib/platform/http/json-responses';
import { readCappedBody } from '@/lib/platform/http/read-capped-body';

const CAP_BYTES = 256 * 1024;

/**
 * Webhooks of 1Money. Reads no cookie. The signature proves the sender; the status is read from upstream, never taken
 * from the payload.
 */
export async function POST(request: Request, { params }: RouteContext<'/api/webhooks/onemoney/[[...token]]'>) {
  const { token = [] } = await params;
  const body = await readCappedBody(request, CAP_BYTES);
  if (body === null) return Response.json({ received: false }, { status: 413 });
  try {
    const response = await acceptWebhook({
      body,
      signature: request.headers.get('x-webhook-signature'),
      timestamp: request.headers.get('x-webhook-timestamp'),
      eventId: request.headers.get('x-webhook-event-id'),
      address: (await requestOrigin()).address,
      pathToken: token.length === 1 ? (token[0] ?? null) : null,
    });
    if (typeof response === 'object') return tooMany(response.retryAfterMs);
    return Response.json({ received: response !== 'refused' }, { status: response === 'refused' ? 401 : 200 });
  } catch (error) {
    // Never 2xx for what is not committed: 503 makes the sender retry.
    return jsonFailure(error);
  }
}
