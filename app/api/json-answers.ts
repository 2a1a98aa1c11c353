/** The error answers of our JSON handlers: `{ error: { kind, referenceId? } }`, never a message of the inside. */
import 'server-only';
import { NextResponse } from 'next/server';
import { log } from '@/lib/log';

export const NO_STORE = { headers: { 'Cache-Control': 'private, no-store' } };

function answer(status: number, error: { kind: string; referenceId?: string }, headers: Record<string, string> = {}) {
  return NextResponse.json({ error }, { status, headers: { ...NO_STORE.headers, ...headers } });
}

export function unauthenticated(): NextResponse {
  return answer(401, { kind: 'unauthenticated' });
}

export function forbidden(): NextResponse {
  return answer(403, { kind: 'forbidden' });
}

export function notFound(): NextResponse {
  return answer(404, { kind: 'not_found' });
}

/** For what should not happen; the database being away is the likeliest. */
export function jsonFailure(error: unknown): NextResponse {
  const referenceId = crypto.randomUUID();
  log.error({ err: error, referenceId }, 'a request failed');
  return answer(503, { kind: 'portal_unavailable', referenceId }, { 'Retry-After': '5' });
}

/** Somebody who does it too often; `Retry-After` in whole seconds, rounded up. */
export function tooMany(retryAfterMs: number): NextResponse {
  return answer(429, { kind: 'rate_limited' }, { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) });
}
