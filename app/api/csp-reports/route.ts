import { noteCspReports } from '@/lib/platform/http/csp-reports';
import { readCappedBody } from '@/lib/platform/http/read-capped-body';

const CAP_BYTES = 16 * 1024;
const TYPES = new Set(['application/csp-report', 'application/reports+json', 'application/json']);

/**
 * Browsers report CSP violations here. Anyone can send anything: reads no cookie, stores nothing, and the response does
 * not depend on the input.
 */
export async function POST(request: Request): Promise<Response> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!TYPES.has(type)) return new Response(null, { status: 415 });
  const body = await readCappedBody(request, CAP_BYTES);
  if (body === null) return new Response(null, { status: 413 });
  const retryAfterSeconds = noteCspReports(body, Date.now());
  if (retryAfterSeconds > 0)
    return new Response(null, { status: 429, headers: { 'Retry-After': String(retryAfterSeconds) } });
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } });
}
