/**
 * Shared by all endpoint functions: starting a call with its budget, sending, what this client knows about upstream so
 * far, and reporting tolerances. Made once per client by `createOnemoneyClient`.
 */
import 'server-only';
import { z } from 'zod';
import { type AppError, err, ok, type Result } from '@/lib/result';
import { type Operation, toAppError } from './errors';
import type { Failure } from './failure';
import type { Priority } from './limiter';
import { customerSchema, upstreamIdSchema } from './schemas';
import { toUpstreamCustomer, type UpstreamCustomer } from './to-domain';
import type { Tolerance } from './tolerance';
import type { Call, ExchangeReport, Sent, UpstreamRequest } from './transport';

export interface CallOptions {
  /** `interactive`: a person waits (10 s, 3 tries). `background`: a job (20 s, 12 tries). */
  readonly priority: Priority;
  readonly signal?: AbortSignal;
  /** Called for each exchange of this call. Must not throw. */
  readonly onExchange?: (report: ExchangeReport) => void;
}

export type RouteFamily = 'lightweight' | 'link' | 'status';
export type PagingPair = 'page' | 'page_num';
export type CustomerTypeSpelling = 'Business' | 'BUSINESS';

/** What earlier calls have shown; kept for the life of the client, so that a detour is taken once. */
export interface ClientMemory {
  readonly olderRoutes: Set<RouteFamily>;
  pagingPair: PagingPair;
  customerType: CustomerTypeSpelling;
}

export interface ClientCore {
  readonly memory: ClientMemory;
  readonly linkHosts: readonly string[];
  startCall(options: CallOptions): Call;
  send<T>(request: UpstreamRequest<T>, call: Call): Promise<Sent<T>>;
  tolerate(name: Tolerance): void;
  newId(): string;
  nowMs(): number;
}

/** 1Money rejects keys that are not UUIDs (1Money API notes, section 2.2). */
export function isIdempotencyKey(text: string): boolean {
  return z.guid().safeParse(text).success;
}

/** A failed call as the caller sees it. */
export function failed(operation: Operation, failure: Failure, call: Call): Result<never> {
  return err(toAppError(operation, { failure, mayHaveHappened: call.mayHaveHappened }));
}

export function toResult<T>(operation: Operation, sent: Sent<T>, call: Call): Result<T> {
  return sent.ok ? ok(sent.value) : failed(operation, sent.failure, call);
}

/** An argument that must not be sent: a bug of ours or a tampered id, never upstream's fault. */
export function invalidInput(field: string): { readonly ok: false; readonly error: AppError } {
  return err({ kind: 'invalid_input', retryable: false, fields: { [field]: 'malformed' } });
}

/** Ids go into paths, so only `[A-Za-z0-9_-]{1,64}` is let through (1Money API notes, section 7, item 15). */
export function isUpstreamId(text: string): boolean {
  return upstreamIdSchema.safeParse(text).success;
}

/** Reads one customer in either shape; null when there is no usable id. */
export function readCustomer(core: Pick<ClientCore, 'tolerate'>, json: unknown): UpstreamCustomer | null {
  const wire = customerSchema.safeParse(json);
  if (!wire.success) return null;
  const customer = toUpstreamCustomer(wire.data, json);
  if (customer.rawStatus === null) core.tolerate('status_missing');
  const { created_at, updated_at } = wire.data;
  const isUnreadable =
    (created_at !== null && customer.createdAt === null) || (updated_at !== null && customer.updatedAt === null);
  if (isUnreadable) core.tolerate('instant_unreadable');
  return customer;
}
