/**
 * Reads the list of customers. Upstream has two pairs of paging parameters, an unclear `total`, no documented order and
 * no snapshot (1Money API notes, section 8), so a full read relies on new ids only.
 */
import 'server-only';
import { ok, type Result } from '@/lib/result';
import { type CallOptions, type ClientCore, failed, type PagingPair, readCustomer, toResult } from './client-core';
import { isPagingRefused } from './errors';
import { customerListSchema } from './schemas';
import type { UpstreamCustomer } from './to-domain';
import type { Call, Sent } from './transport';

export interface ListPageInput {
  /** From 1, whatever upstream's base is. */
  readonly page?: number;
  /** 1 to 100. */
  readonly size?: number;
}

export interface CustomerListPage {
  readonly customers: readonly UpstreamCustomer[];
  /** Items on the page, unreadable ones included. */
  readonly received: number;
  /** Upstream's number; its meaning is unknown. */
  readonly total: number | null;
}

const PAGE_SIZE = 100;
/** 1Money's documented default; a page of exactly this many may mean that `size` was ignored. */
const DEFAULT_PAGE_SIZE = 10;
/** One million customers; beyond that something is going in circles. */
const MAX_PAGES = 10_000;

const otherPair = (pair: PagingPair): PagingPair => (pair === 'page' ? 'page_num' : 'page');

/** One page, by the pair of parameters that has proved itself so far. */
export async function listCustomers(
  core: ClientCore,
  input: ListPageInput,
  options: CallOptions,
): Promise<Result<CustomerListPage>> {
  const call = core.startCall(options);
  const { page = 1, size = PAGE_SIZE } = input;
  const sent = await sendList(core, { pair: core.memory.pagingPair, page, size }, call);
  if (sent.ok || !isPagingRefused(sent.failure)) return toResult('list_customers', sent, call);
  const pair = otherPair(core.memory.pagingPair);
  const again = await sendList(core, { pair, page, size }, call);
  if (again.ok) remember(core, pair);
  return toResult('list_customers', again, call);
}

/**
 * All customers, page by page, each customer once. Every page is a call with its own deadline. Ends after an error,
 * which is yielded: only a run without one is complete.
 *
 * It stops at a short or empty page or one without new ids. When page 2 repeats page 1, or when upstream's `total`
 * says that more exist than were seen (a wrong base, a list that moved while it was read), it reads once more with
 * the other pair of parameters.
 */
export async function* listAllCustomers(
  core: ClientCore,
  options: CallOptions,
): AsyncGenerator<Result<readonly UpstreamCustomer[]>, void, undefined> {
  const seen = new Set<string>();
  const firstPair = core.memory.pagingPair;
  const first = yield* readPass(core, { pair: firstPair, seen, isSecond: false }, options);
  if (first !== 'incomplete') return;
  const sizeBefore = seen.size;
  yield* readPass(core, { pair: otherPair(firstPair), seen, isSecond: true }, options);
  if (seen.size > sizeBefore) remember(core, otherPair(firstPair));
}

interface Pass {
  readonly pair: PagingPair;
  readonly seen: Set<string>;
  readonly isSecond: boolean;
}

async function* readPass(
  core: ClientCore,
  { pair, seen, isSecond }: Pass,
  options: CallOptions,
): AsyncGenerator<Result<readonly UpstreamCustomer[]>, 'complete' | 'incomplete' | 'failed', undefined> {
  let total: number | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const call = core.startCall(options);
    const sent = await sendList(core, { pair, page, size: PAGE_SIZE }, call);
    if (!sent.ok) {
      if (!isSecond && page === 1 && isPagingRefused(sent.failure)) return 'incomplete';
      yield failed('list_customers', sent.failure, call);
      return 'failed';
    }
    total = sent.value.total ?? total;
    const fresh = takeFresh(sent.value.customers, seen);
    if (fresh.length > 0) yield ok(fresh);
    const isRepeated = fresh.length === 0 && sent.value.received > 0;
    // The second pass starts with what the first one saw, so its first page brings nothing new and proves nothing.
    const isExpectedRepeat = isSecond && page === 1;
    if (isRepeated && !isExpectedRepeat) {
      if (page === 2 && !isSecond) return 'incomplete';
      break;
    }
    if (isLastPage(sent.value, seen.size, total)) break;
  }
  return total !== null && total > seen.size ? 'incomplete' : 'complete';
}

/** A short page ends the list, unless `total` or the default page size suggests that `size` was not honoured. */
function isLastPage(page: CustomerListPage, seenCount: number, total: number | null): boolean {
  if (page.received === 0) return true;
  if (page.received >= PAGE_SIZE || page.received === DEFAULT_PAGE_SIZE) return false;
  return total === null || seenCount >= total;
}

function takeFresh(customers: readonly UpstreamCustomer[], seen: Set<string>): UpstreamCustomer[] {
  return customers.filter((customer) => {
    if (seen.has(customer.upstreamId)) return false;
    seen.add(customer.upstreamId);
    return true;
  });
}

interface ListQuery {
  readonly pair: PagingPair;
  readonly page: number;
  readonly size: number;
}

function sendList(core: ClientCore, query: ListQuery, call: Call): Promise<Sent<CustomerListPage>> {
  return core.send(
    {
      method: 'GET',
      path: '/v1/customers',
      query: toQuery(query),
      isWrite: false,
      read: (json) => readPage(core, json),
    },
    call,
  );
}

/** Exactly one pair is sent, because what wins when both are given is unknown. */
function toQuery({ pair, page, size }: ListQuery): Readonly<Record<string, string>> {
  return pair === 'page'
    ? { page: String(page), size: String(size) }
    : { page_num: String(page - 1), page_size: String(size) };
}

function readPage(core: ClientCore, json: unknown): { readonly value: CustomerListPage } | null {
  const list = customerListSchema.safeParse(json);
  if (!list.success) return null;
  const customers = list.data.items.flatMap((item) => readCustomer(core, item) ?? []);
  if (customers.length < list.data.items.length) core.tolerate('list_item_unreadable');
  return { value: { customers, received: list.data.items.length, total: list.data.total } };
}

function remember(core: ClientCore, pair: PagingPair): void {
  core.memory.pagingPair = pair;
  core.tolerate('paging_pair_switched');
}
