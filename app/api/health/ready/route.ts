import { isReady } from '@/lib/platform/http/is-ready';

/** Ready while the database responds. An upstream outage does not make it unready. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return Response.json({ ready }, { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
