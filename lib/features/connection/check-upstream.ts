import 'server-only';
import { z } from 'zod';
import { onemoney } from '@/lib/features/sync/onemoney-client';
import { recordUpstreamRead } from '@/lib/features/sync/upstream-health';
import { getUpstreamState } from '@/lib/features/sync/upstream-state.queries';
import { putUpstreamState } from '@/lib/features/sync/upstream-state.writes';
import type { CallOptions } from '@/lib/onemoney/client-core';
import type { ExchangeReport } from '@/lib/onemoney/transport';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { CONNECTION_CHECKS } from '@/lib/platform/rate-limit/limits';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import type { UpstreamCheck, UpstreamProbe } from './rules';

const NAME = 'last_check';

/**
 * Tries the credentials at upstream because an admin asked, and keeps the result for all who look at the settings.
 * Upstream's rejection is a result, not an error. Errors: `forbidden`, `rate_limited`.
 */
export async function checkUpstream(scope: StaffScope, origin: Origin): Promise<Result<UpstreamCheck>> {
  if (scope.role !== 'admin') return err({ kind: 'forbidden', retryable: false });
  const db = await getDb();
  const rateLimit = { ...CONNECTION_CHECKS, key: scope.userId };
  const retryAfterMs = await consumeRateLimit(scope, db, rateLimit);
  if (retryAfterMs > 0) return tooManyTries(retryAfterMs);
  const echo = await probe((call) => onemoney().echo(call));
  const list = await probe(async (call) => {
    const page = await onemoney().listCustomers({ page: 1, size: 1 }, call);
    await recordUpstreamRead(page.ok ? null : page.error);
    return page;
  });
  const check = { at: new Date().toISOString(), by: scope.name, echo, list };
  const value = { at: check.at, by: check.by, echo: JSON.stringify(echo), list: JSON.stringify(list) };
  await putUpstreamState(systemScope('upstream check'), db, { name: NAME, value, changedAt: new Date() });
  await insertAudit(scope, db, {
    act: 'upstream.checked',
    outcome: echo.problem === null && list.problem === null ? 'ok' : 'failed',
    requestId: list.requestId ?? echo.requestId ?? undefined,
    origin,
  });
  return ok(check);
}

async function probe(ask: (options: CallOptions) => Promise<Result<unknown>>): Promise<UpstreamProbe> {
  const startedAt = performance.now();
  let last: ExchangeReport | undefined;
  const onExchange = (report: ExchangeReport) => {
    last = report;
  };
  const response = await ask({ priority: 'interactive', onExchange });
  return {
    problem: response.ok ? null : toProblem(response.error),
    httpStatus: last?.status ?? null,
    requestId: last?.requestId ?? null,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

function toProblem(error: Extract<Result<unknown>, { ok: false }>['error']): string {
  return error.kind === 'upstream_unavailable' ? error.reason : error.kind;
}

const storedProbe = z.string().transform((text, context): UpstreamProbe => {
  try {
    return probeSchema.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'unreadable' });
    return z.NEVER;
  }
});

const probeSchema = z.object({
  problem: z.string().nullable(),
  httpStatus: z.number().nullable(),
  requestId: z.string().nullable(),
  durationMs: z.number(),
});

const storedCheck = z.object({ at: z.string(), by: z.string(), echo: storedProbe, list: storedProbe });

/** The last check, by anyone; null before the first. */
export async function readUpstreamCheck(_scope: StaffScope): Promise<UpstreamCheck | null> {
  const stored = await getUpstreamState(systemScope('upstream check'), await getDb(), NAME);
  return storedCheck.safeParse(stored?.value).data ?? null;
}
