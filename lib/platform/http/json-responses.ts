/** The error answers of our JSON handlers: `{ error: { kind, referenceId?, fields? } }`, never a message of the inside. */
import 'server-only';
import { NextResponse } from 'next/server';
import { log } from '@/lib/log';
import { malformed, type ParamProblems, readParams } from '@/lib/platform/input/params';

export const NO_STORE = { headers: { 'Cache-Control': 'private, no-store' } };

interface JsonError {
  readonly kind: string;
  readonly referenceId?: string;
  readonly fields?: ParamProblems;
}

function respond(status: number, error: JsonError, headers: Record<string, string> = {}) {
  return NextResponse.json({ error }, { status, headers: { ...NO_STORE.headers, ...headers } });
}

export function unauthenticated(): NextResponse {
  return respond(401, { kind: 'unauthenticated' });
}

/** Each parameter of the address that is unknown, repeated or malformed, by its name. */
export function badParams(fields: ParamProblems): NextResponse {
  return respond(400, { kind: 'invalid_input', fields });
}

export function malformedParams(names: readonly string[]): NextResponse {
  return badParams(malformed(names) ?? {});
}

/** For handlers that take no parameters; null when there are none. */
export function refuseParams(request: Request): NextResponse | null {
  const { problems } = readParams(new URL(request.url).searchParams, []);
  return problems && badParams(problems);
}

export function forbidden(): NextResponse {
  return respond(403, { kind: 'forbidden' });
}

export function notFound(): NextResponse {
  return respond(404, { kind: 'not_found' });
}

/** For what should not happen; the database being away is the likeliest. */
export function jsonFailure(error: unknown): NextResponse {
  const referenceId = crypto.randomUUID();
  log.error({ err: error, referenceId }, 'a request failed');
  return respond(503, { kind: 'portal_unavailable', referenceId }, { 'Retry-After': '5' });
}

/** Too many requests; `Retry-After` in whole seconds, rounded up. */
export function tooMany(retryAfterMs: number): NextResponse {
  return respond(429, { kind: 'rate_limited' }, { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) });
}
