import { isReady } from '@/lib/platform/http/is-ready';

/** Whether this process can serve people: its database answers. Upstream being away does not make it unready. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return Response.json({ ready }, { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
