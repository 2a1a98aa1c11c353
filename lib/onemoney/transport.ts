/**
 * Sends signed requests; returns a parsed value or a `Failure`. Owns everything between: the deadline, the request
 * budget, the breaker, the only retries in the portal, a fresh signature for every attempt, the one correction of a
 * wrong clock, and the other key pair after a 401. It knows no endpoint and no customer.
 */
import 'server-only';
import type { Breaker } from './breaker';
import type { Clock } from './clock';
import { type Failure, isUpstreamFailing, mayHaveHappened, requestIdOf, shouldRetry } from './failure';
import type { HttpExchanger, HttpOutcome } from './http-exchange';
import type { KeyPair, KeyPairs } from './key-pairs';
import type { Limiter, Priority } from './limiter';
import { type ReadJson, readResponse } from './read-response';
import type { ServerClock } from './server-clock';
import { signRequest } from './signing';
import type { Tolerance } from './tolerance';

/** How long a call may take, all attempts and waits included, and how many failed attempts end it. For a person a 429 is none. */
export interface CallBudget {
  readonly deadlineMs: number;
  readonly tries: number;
}

/** One call of the client's surface; it may need several requests, which share its deadline. */
export interface Call {
  readonly priority: Priority;
  readonly tries: number;
  /** On the monotonic clock. */
  readonly deadlineAt: number;
  /** The caller's own wish to stop. */
  readonly signal?: AbortSignal | undefined;
  readonly onExchange?: ((report: ExchangeReport) => void) | undefined;
  /** Set once an attempt of a write may have been carried out; never reset within a call. */
  mayHaveHappened: boolean;
  hasCorrectedClock: boolean;
}

export interface UpstreamRequest<T> {
  readonly method: 'GET' | 'POST';
  /** Signed exactly as it is, so it has no query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly idempotencyKey?: string;
  readonly isWrite: boolean;
  readonly read: ReadJson<T>;
}

export type Sent<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Reported for each HTTP exchange: enough to count and to ask 1Money about, nothing secret or personal. */
export interface ExchangeReport {
  readonly method: string;
  /** With ids; of a query only the names. */
  readonly path: string;
  readonly status: number | null;
  readonly durationMs: number;
  readonly requestId: string | null;
  readonly outcome: 'ok' | Failure['kind'];
  /** 1 for the first try of a request. */
  readonly attempt: number;
  readonly priority: Priority;
}

export interface TransportParts {
  readonly baseUrl: string;
  readonly keyPairs: KeyPairs;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  readonly limiter: Limiter;
  readonly breaker: Breaker;
  readonly http: HttpExchanger;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly onExchange: (report: ExchangeReport) => void;
  readonly onTolerance: (name: Tolerance) => void;
}

export interface Transport {
  send<T>(request: UpstreamRequest<T>, call: Call): Promise<Sent<T>>;
}

const BACKOFF_FIRST_MS = 500;
const BACKOFF_CAP_MS = 60_000;
const IN_LINE_MS = 2_000;
const NO_BODY = new Uint8Array(0);

/** Half a second doubling to a minute, of which 50 to 100 % are used so that many callers do not return together. */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.min(BACKOFF_FIRST_MS * 2 ** (attempt - 1), BACKOFF_CAP_MS) * (0.5 + 0.5 * random());
}

interface Attempted<T> {
  readonly sent: Sent<T>;
  readonly dateHeader: string | null;
}

export function createTransport(parts: TransportParts): Transport {
  const { clock, limiter, breaker } = parts;

  async function send<T>(request: UpstreamRequest<T>, call: Call): Promise<Sent<T>> {
    let triesLeft = call.tries;
    for (let attempt = 1; ; attempt += 1) {
      const sent = await attemptWithAnyKey(request, call, attempt);
      if (sent.ok || !shouldRetry(sent.failure, request.isWrite)) return sent;
      // A throttled try did nothing: a person stays in line, asking every two seconds, and only the deadline ends that.
      const isInLine = sent.failure.kind === 'throttled' && call.priority === 'interactive';
      if (!isInLine) triesLeft -= 1;
      if (triesLeft <= 0) return sent;
      const backoff = backoffMs(attempt, parts.random);
      const waitMs = Math.max(isInLine ? Math.min(backoff, IN_LINE_MS) : backoff, webhookOf(sent.failure));
      // Waiting past the deadline helps nobody: the caller gets the result now, and after a 429 also how long to wait.
      if (clock.monotonic() + waitMs >= call.deadlineAt) return sent;
      await clock.sleep(waitMs, call.signal);
      if (call.signal?.aborted) return sent;
    }
  }

  /**
   * One try, and after a 401 what else may explain it: first a wrong clock, then a key pair that was replaced. A 401
   * means that nothing was done, so signing again is no second try.
   */
  async function attemptWithAnyKey<T>(request: UpstreamRequest<T>, call: Call, attempt: number): Promise<Sent<T>> {
    const pair = parts.keyPairs.current();
    const first = await attemptOnce(request, call, { attempt, pair });
    let { sent } = first;
    if (isUnauthorized(sent) && !call.hasCorrectedClock && parts.serverClock.importOne(first.dateHeader)) {
      call.hasCorrectedClock = true;
      parts.onTolerance('clock_corrected');
      ({ sent } = await attemptOnce(request, call, { attempt, pair }));
    }
    const other = isUnauthorized(sent) ? parts.keyPairs.otherThan(pair) : null;
    if (other === null) return sent;
    ({ sent } = await attemptOnce(request, call, { attempt, pair: other }));
    if (isLetIn(sent)) parts.keyPairs.remember(other);
    return sent;
  }

  async function attemptOnce<T>(
    request: UpstreamRequest<T>,
    call: Call,
    { attempt, pair }: { readonly attempt: number; readonly pair: KeyPair },
  ): Promise<Attempted<T>> {
    const permit = await admit(call);
    if ('failure' in permit) return { sent: { ok: false, failure: permit.failure }, dateHeader: null };
    const startedAt = clock.monotonic();
    const { outcome, reason } = await exchangeUntilDeadline(request, call, pair);
    const response = outcome.kind === 'answered' ? outcome : null;
    const sent = classifyOutcome(outcome, reason, request);
    if (!sent.ok) {
      if (request.isWrite && mayHaveHappened(sent.failure)) call.mayHaveHappened = true;
      if (sent.failure.kind === 'throttled') {
        limiter.pauseBackground(sent.failure.retryAfterMs ?? 0);
        if (response?.status !== 429) parts.onTolerance('throttle_inside_200');
      }
    }
    const isFailing = !sent.ok && isUpstreamFailing(sent.failure);
    permit.resolve(call.signal?.aborted ? 'neutral' : isFailing ? 'failing' : 'alive');
    const report: ExchangeReport = {
      method: request.method,
      path: describePath(request),
      status: response?.status ?? null,
      durationMs: Math.round(clock.monotonic() - startedAt),
      requestId: sent.ok ? sent.requestId : (requestIdOf(sent.failure) ?? null),
      outcome: sent.ok ? 'ok' : sent.failure.kind,
      attempt,
      priority: call.priority,
    };
    parts.onExchange(report);
    call.onExchange?.(report);
    return { sent, dateHeader: response?.header('date') ?? null };
  }

  /** Breaker, then budget, then breaker again: an open breaker must answer at once, and it may open during the wait. */
  async function admit(call: Call) {
    const notSent = (reason: 'breaker' | 'timeout') => ({ failure: { kind: 'not_sent', reason } satisfies Failure });
    if (breaker.isBlocked()) return notSent('breaker');
    const admission = await limiter.take(call);
    if (admission === 'aborted') return notSent('timeout');
    if (admission === 'late')
      return { failure: { kind: 'throttled', retryAfterMs: null, requestId: null } satisfies Failure };
    return breaker.enter() ?? notSent('breaker');
  }

  async function exchangeUntilDeadline<T>(request: UpstreamRequest<T>, call: Call, { credentials }: KeyPair) {
    const deadline = new AbortController();
    const cancel = clock.setTimer(call.deadlineAt - clock.monotonic(), () => deadline.abort());
    const signal = call.signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, call.signal]);
    const body = request.body ?? NO_BODY;
    const instant = new Date(parts.serverClock.now());
    const outcome = await parts.http.exchange({
      method: request.method,
      url: `${parts.baseUrl}${request.path}${toQueryText(request.query)}`,
      headers: {
        ...signRequest(credentials, { method: request.method, path: request.path, body, instant }),
        accept: 'application/json',
        'user-agent': 'partner-portal',
        'cache-control': 'no-store',
        ...(body.length > 0 && { 'content-type': 'application/json' }),
        ...(request.idempotencyKey !== undefined && { 'idempotency-key': request.idempotencyKey }),
      },
      body,
      signal,
    });
    cancel();
    return { outcome, reason: signal.aborted ? ('timeout' as const) : ('network' as const) };
  }

  function classifyOutcome<T>(outcome: HttpOutcome, reason: 'network' | 'timeout', request: UpstreamRequest<T>) {
    if (outcome.kind === 'answered') return readResponse(outcome, request.read, parts.serverClock.now());
    return { ok: false, failure: { kind: outcome.kind, reason } } as const;
  }

  return { send };
}

function isUnauthorized<T>(sent: Sent<T>): boolean {
  return !sent.ok && sent.failure.kind === 'refused' && sent.failure.httpStatus === 401;
}

/** Whether a response shows that the signature was accepted; rate limits and failures may come before it is checked. */
function isLetIn<T>(sent: Sent<T>): boolean {
  if (sent.ok) return true;
  if (sent.failure.kind === 'unreadable') return true;
  return sent.failure.kind === 'refused' && sent.failure.httpStatus > 401 && sent.failure.httpStatus < 500;
}

function webhookOf(failure: Failure): number {
  return failure.kind === 'throttled' ? (failure.retryAfterMs ?? 0) : 0;
}

function toQueryText(query: UpstreamRequest<unknown>['query']): string {
  return query === undefined ? '' : `?${new URLSearchParams(query)}`;
}

function describePath<T>(request: UpstreamRequest<T>): string {
  return request.query === undefined ? request.path : `${request.path}?${Object.keys(request.query).join('&')}`;
}
