/** Creating a customer, and finding it again by the idempotency key (1Money API notes, sections 2.2 and 2.3). */
import 'server-only';
import { ok, type Result } from '@/lib/result';
import {
  type CallOptions,
  type ClientCore,
  type CustomerTypeSpelling,
  invalidInput,
  isIdempotencyKey,
  readCustomer,
  toResult,
} from './client-core';
import { sendEitherRoute } from './either-route';
import { isCustomerTypeRefused } from './errors';
import { checkMissing } from './route-missing';
import { createBodySchema, customerListSchema } from './schemas';
import type { UpstreamCustomer } from './to-domain';
import type { Call, Sent, UpstreamRequest } from './transport';

export interface NewCustomer {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string | null;
}

export interface CreateCustomerInput {
  /** UUID, committed with the body before the first send and reused for every later one. */
  readonly idempotencyKey: string;
  /** The frozen bytes of `freezeCreateBody`, sent as they are. */
  readonly body: string | Uint8Array;
  /**
   * Called before different bytes are sent under the same key, because `customer_type` was rejected in the first
   * spelling. Commit them; if this throws, nothing is sent and the error passes through.
   */
  readonly onBodyChange?: (body: string) => Promise<void>;
}

/** The JSON text to commit before the first send. Key order is fixed, so equal input gives equal bytes. */
export function freezeCreateBody(input: NewCustomer, spelling: CustomerTypeSpelling = 'Business'): string {
  return JSON.stringify({
    email: input.email,
    first_name: input.firstName,
    last_name: input.lastName,
    ...(input.companyName !== null && { company_name: input.companyName }),
    customer_type: spelling,
  });
}

export async function createLightweightCustomer(
  core: ClientCore,
  input: CreateCustomerInput,
  options: CallOptions,
): Promise<Result<UpstreamCustomer>> {
  if (!isIdempotencyKey(input.idempotencyKey)) return invalidInput('idempotencyKey');
  const call = core.startCall(options);
  const first = await sendCreate(core, input.idempotencyKey, toBytes(input.body), call);
  // After an attempt whose fate is unknown, other bytes under the same key would only add to the confusion.
  if (first.ok || call.mayHaveHappened || !isCustomerTypeRefused(first.failure))
    return toResult('create_customer', first, call);
  const respelled = respell(input.body);
  if (respelled === null) return toResult('create_customer', first, call);
  await input.onBodyChange?.(respelled.body);
  core.tolerate('customer_type_other_case');
  const second = await sendCreate(core, input.idempotencyKey, toBytes(respelled.body), call);
  if (second.ok) core.memory.customerType = respelled.spelling;
  return toResult('create_customer', second, call);
}

function sendCreate(core: ClientCore, key: string, body: Uint8Array, call: Call): Promise<Sent<UpstreamCustomer>> {
  const to = (path: string) => (): UpstreamRequest<UpstreamCustomer> => ({
    method: 'POST',
    path,
    body,
    idempotencyKey: key,
    isWrite: true,
    read: (json) => present(readCustomer(core, json)),
  });
  const routes = { newer: to('/v1/customers/lightweight'), older: to('/v1/customers/hosted') };
  return sendEitherRoute(core, { family: 'lightweight', ...routes }, call);
}

/** The same body with the other spelling of `customer_type`; null when the body is not one of ours. */
function respell(body: string | Uint8Array): { readonly body: string; readonly spelling: CustomerTypeSpelling } | null {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  const parsed = createBodySchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const spelling = parsed.data.customer_type === 'Business' ? 'BUSINESS' : 'Business';
  return { body: JSON.stringify({ ...parsed.data, customer_type: spelling }), spelling };
}

/**
 * Looks up a customer by the key it was created with: null when upstream has none, which resolves an unknown outcome. A
 * missing route is an error and not "none", because nothing follows from it.
 */
export async function findByIdempotencyKey(
  core: ClientCore,
  idempotencyKey: string,
  options: CallOptions,
): Promise<Result<UpstreamCustomer | null>> {
  if (!isIdempotencyKey(idempotencyKey)) return invalidInput('idempotencyKey');
  const call = core.startCall(options);
  const from = (path: string) => (): UpstreamRequest<UpstreamCustomer | null> => ({
    method: 'GET',
    path,
    query: { idempotency_key: idempotencyKey },
    isWrite: false,
    read: (json) => readLookup(core, json),
  });
  const routes = { newer: from('/v1/customers/lightweight'), older: from('/v1/customers/hosted') };
  const sent = await sendEitherRoute(core, { family: 'lightweight', ...routes }, call);
  if (!sent.ok && sent.failure.kind === 'refused') {
    const verdict = checkMissing(sent.failure);
    if (verdict === 'resource' || verdict === 'unclear') return ok(null);
  }
  return toResult('find_customer', sent, call);
}

/** The not-found answer is undocumented: besides a 404, an empty one or an empty list is read as "none". */
function readLookup(core: ClientCore, json: unknown): { readonly value: UpstreamCustomer | null } | null {
  const list = customerListSchema.safeParse(json);
  const items = list.success ? list.data.items : [json];
  const [item] = items;
  if (item === undefined || item === null) {
    core.tolerate('lookup_without_404');
    return { value: null };
  }
  return items.length === 1 ? present(readCustomer(core, item)) : null;
}

function present<T>(value: T | null): { readonly value: T } | null {
  return value === null ? null : { value };
}

function toBytes(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
