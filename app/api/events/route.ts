import { peekScope } from '@/lib/platform/auth/session';
import { jsonFailure, refuseParams, unauthenticated } from '@/lib/platform/http/json-responses';
import { openLiveStream } from '@/lib/platform/realtime/live-streams';

export async function GET(request: Request): Promise<Response> {
  const session = await peekScope();
  if (!session) return unauthenticated();
  const refused = refuseParams(request);
  if (refused) return refused;
  try {
    const stream = await openLiveStream({ isAllowed: session.isStillAllowed, signal: request.signal });
    return new Response(stream, {
      headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'private, no-store', 'X-Accel-Buffering': 'no' },
    });
  } catch (error) {
    return jsonFailure(error);
  }
}
