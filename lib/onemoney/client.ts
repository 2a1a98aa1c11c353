/**
 * The 1Money API client: one function per endpoint, each returning a `Result`. It owns everything about talking to
 * upstream and knows nothing of the database, Next or the environment: options are arguments. Make one per process and
 * credential, because budget, breaker and knowledge about upstream live in it.
 */
import 'server-only';
import { randomUUID } from 'node:crypto';
import { ok, type Result } from '@/lib/result';
import { type BreakerState, createBreaker } from './breaker';
import {
  type CallOptions,
  type ClientCore,
  type ClientMemory,
  type CustomerTypeSpelling,
  toResult,
} from './client-core';
import { type Clock, systemClock } from './clock';
import {
  type CreateCustomerInput,
  createLightweightCustomer,
  findByIdempotencyKey,
  freezeCreateBody,
  type NewCustomer,
} from './create-customer';
import { type CreateLinkInput, createOnboardingLink, type OnboardingLink } from './create-link';
import { getCustomer, getCustomerJson } from './get-customer';
import { createHttpExchanger } from './http-exchange';
import { createKeyPairs, type KeyPairPlace } from './key-pairs';
import { createLimiter, type Priority } from './limiter';
import { type CustomerListPage, type ListPageInput, listAllCustomers, listCustomers } from './list-customers';
import { checkMissing } from './route-missing';
import { echoSchema } from './schemas';
import { createServerClock } from './server-clock';
import { type AuthScheme, type Credentials, type CredentialText, parseCredentials } from './signing';
import type { UpstreamCustomer } from './to-domain';
import type { Tolerance } from './tolerance';
import { type CallBudget, createTransport, type ExchangeReport } from './transport';
// Part of the client's surface, although pure: callers commit these bytes before they have anything to send.

export interface OnemoneyClientOptions {
  /** Origin, e.g. `https://api.sandbox.1money.com`. */
  readonly baseUrl: string;
  readonly accessKey: string;
  /** URL-safe base64; null only with `bearer`. */
  readonly secretKey: string | null;
  readonly auth: AuthScheme;
  /** The pair that replaces this one during a rotation: tried when upstream rejects the first. */
  readonly nextKeys?: Pick<CredentialText, 'accessKey' | 'secretKey'> | null;
  /** Called when the client switches to the other pair. */
  readonly onKeyPairChange?: (place: KeyPairPlace) => void;
  /** Hosts that onboarding URLs may have; see `checkOnboardingUrl`. */
  readonly linkHosts: readonly string[];
  /** Deadline of an interactive call; a background call has twice as long. Default 10 s. */
  readonly timeoutMs?: number;
  readonly requestsPerSecond?: number;
  readonly burst?: number;
  readonly connectTimeoutMs?: number;
  readonly onTolerance?: (name: Tolerance) => void;
  readonly onExchange?: (report: ExchangeReport) => void;
  readonly clock?: Clock;
  /** 0 to 1, for jitter. */
  readonly random?: () => number;
  /** UUID v4. */
  readonly newId?: () => string;
}

export interface Echo {
  readonly message: string | null;
  /** `list`: there was no `/echo`, the credentials were tried on the customers list. */
  readonly via: 'echo' | 'list';
}

/** What the client knows about upstream, for `/developers`. */
export interface ClientHealth {
  readonly breaker: BreakerState;
  /** How far upstream's clock is ahead of ours; 0 until a 401 made us compare. */
  readonly clockOffsetMs: number;
  readonly olderRoutes: readonly string[];
  readonly customerType: CustomerTypeSpelling;
  /** The key pair that works, as far as is known; null when there is only one. */
  readonly keyPair: KeyPairPlace | null;
}

export interface OnemoneyClient {
  echo(options: CallOptions): Promise<Result<Echo>>;
  /** The bytes to commit before `createLightweightCustomer`, in the spelling that is known to work. */
  freezeCreateBody(input: NewCustomer): string;
  createLightweightCustomer(input: CreateCustomerInput, options: CallOptions): Promise<Result<UpstreamCustomer>>;
  findByIdempotencyKey(idempotencyKey: string, options: CallOptions): Promise<Result<UpstreamCustomer | null>>;
  getCustomer(customerId: string, options: CallOptions): Promise<Result<UpstreamCustomer>>;
  getCustomerJson(customerId: string, options: CallOptions): Promise<Result<unknown>>;
  listCustomers(input: ListPageInput, options: CallOptions): Promise<Result<CustomerListPage>>;
  listAllCustomers(options: CallOptions): AsyncGenerator<Result<readonly UpstreamCustomer[]>, void, undefined>;
  createOnboardingLink(input: CreateLinkInput, options: CallOptions): Promise<Result<OnboardingLink>>;
  health(): ClientHealth;
  /** Drops all connections; calls under way end as if the network had failed. */
  close(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 2_000;
const BODY_CAP_BYTES = 1024 * 1024;

/** Throws when an option is unusable, naming it and never its value. */
export function createOnemoneyClient(options: OnemoneyClientOptions): OnemoneyClient {
  const { nextKeys = null, auth } = options;
  const credentials = requireCredentials(options);
  const next = nextKeys && requireCredentials({ ...nextKeys, auth });
  const keyPairs = createKeyPairs(credentials, next, quietly(options.onKeyPairChange));
  const clock = options.clock ?? systemClock;
  const serverClock = createServerClock(clock);
  const breaker = createBreaker(clock);
  const http = createHttpExchanger({
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    bodyCapBytes: BODY_CAP_BYTES,
  });
  const tolerate = quietly(options.onTolerance);
  const transport = createTransport({
    baseUrl: toOrigin(options.baseUrl),
    keyPairs,
    clock,
    serverClock,
    breaker,
    http,
    limiter: createLimiter(clock, { requestsPerSecond: options.requestsPerSecond ?? 1, burst: options.burst ?? 4 }),
    random: options.random ?? Math.random,
    onExchange: quietly(options.onExchange),
    onTolerance: tolerate,
  });
  const budgets = toBudgets(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const memory: ClientMemory = { olderRoutes: new Set(), pagingPair: 'page', customerType: 'Business' };
  const core: ClientCore = {
    memory,
    linkHosts: options.linkHosts,
    startCall: ({ priority, signal, onExchange }) => ({
      priority,
      signal,
      onExchange,
      tries: budgets[priority].tries,
      deadlineAt: clock.monotonic() + budgets[priority].deadlineMs,
      mayHaveHappened: false,
      hasCorrectedClock: false,
    }),
    send: transport.send,
    tolerate,
    newId: options.newId ?? randomUUID,
    nowMs: () => clock.now(),
  };
  return {
    echo: (call) => echo(core, call),
    freezeCreateBody: (input) => freezeCreateBody(input, memory.customerType),
    createLightweightCustomer: (input, call) => createLightweightCustomer(core, input, call),
    findByIdempotencyKey: (key, call) => findByIdempotencyKey(core, key, call),
    getCustomer: (customerId, call) => getCustomer(core, customerId, call),
    getCustomerJson: (customerId, call) => getCustomerJson(core, customerId, call),
    listCustomers: (input, call) => listCustomers(core, input, call),
    listAllCustomers: (call) => listAllCustomers(core, call),
    createOnboardingLink: (input, call) => createOnboardingLink(core, input, call),
    health: () => ({
      breaker: breaker.state(),
      clockOffsetMs: serverClock.offsetMs(),
      olderRoutes: [...memory.olderRoutes],
      customerType: memory.customerType,
      keyPair: keyPairs.place(),
    }),
    close: () => http.close(),
  };
}

function requireCredentials(text: CredentialText): Credentials {
  const credentials = parseCredentials(text);
  if ('problem' in credentials) throw new Error(`The 1Money credentials are unusable: ${credentials.problem}`);
  return credentials;
}

/** Tries the credentials. `/echo` is a relic (1Money API notes, section 1.5), so its absence proves nothing. */
async function echo(core: ClientCore, options: CallOptions): Promise<Result<Echo>> {
  const call = core.startCall(options);
  const sent = await core.send(
    {
      method: 'GET',
      path: '/echo',
      isWrite: false,
      read: (json) => {
        const body = echoSchema.safeParse(json);
        return body.success ? { value: body.data.message } : null;
      },
    },
    call,
  );
  if (sent.ok) return ok({ message: sent.value, via: 'echo' });
  if (sent.failure.kind !== 'refused' || checkMissing(sent.failure) === null) return toResult('echo', sent, call);
  core.tolerate('echo_missing');
  const page = await listCustomers(core, { page: 1, size: 1 }, options);
  return page.ok ? ok({ message: null, via: 'list' }) : page;
}

function toBudgets(timeoutMs: number): Readonly<Record<Priority, CallBudget>> {
  return {
    interactive: { deadlineMs: timeoutMs, tries: 3 },
    background: { deadlineMs: timeoutMs * 2, tries: 12 },
  };
}

/** Paths are signed from `/v1` on, so a base URL with a path of its own could never work (section 1.1). */
function toOrigin(baseUrl: string): string {
  if (!URL.canParse(baseUrl)) throw new Error('The 1Money base URL is not a URL');
  const url = new URL(baseUrl);
  if (url.pathname !== '/' || !/^https?:$/.test(url.protocol))
    throw new Error('The 1Money base URL must be an http(s) origin without a path');
  return url.origin;
}

/** An observer that throws must not turn a finished exchange into a failed one. */
function quietly<T>(observe: ((value: T) => void) | undefined): (value: T) => void {
  return (value) => {
    try {
      observe?.(value);
    } catch {
      // Nothing sensible to do here: the observer has its own logs.
    }
  };
}
