/** Reading one customer (1Money API notes, sections 2.5 and 2.6). */
import 'server-only';
import type { Result } from '@/lib/result';
import { type CallOptions, type ClientCore, invalidInput, isUpstreamId, readCustomer, toResult } from './client-core';
import { sendEitherRoute } from './either-route';
import type { UpstreamCustomer } from './to-domain';
import type { UpstreamRequest } from './transport';

/** `not_found` only when upstream says that it has no such customer, not when the route is missing. */
export function getCustomer(
  core: ClientCore,
  customerId: string,
  options: CallOptions,
): Promise<Result<UpstreamCustomer>> {
  return get(core, customerId, options, (customer) => customer);
}

/** The response as upstream sent it, personal data included: only for a person to look at. Errors: as `getCustomer`. */
export function getCustomerJson(core: ClientCore, customerId: string, options: CallOptions): Promise<Result<unknown>> {
  return get(core, customerId, options, (_customer, json) => json);
}

async function get<T>(
  core: ClientCore,
  customerId: string,
  options: CallOptions,
  pick: (customer: UpstreamCustomer, json: unknown) => T,
): Promise<Result<T>> {
  if (!isUpstreamId(customerId)) return invalidInput('customerId');
  const call = core.startCall(options);
  const from = (path: string) => (): UpstreamRequest<T> => ({
    method: 'GET',
    path,
    isWrite: false,
    read: (json) => {
      const customer = readCustomer(core, json);
      // A response about another customer must never become this customer's status.
      return customer?.upstreamId.toLowerCase() === customerId.toLowerCase() ? { value: pick(customer, json) } : null;
    },
  });
  const routes = { newer: from(`/v1/customers/${customerId}`), older: from(`/v1/customers/hosted/${customerId}`) };
  return toResult('get_customer', await sendEitherRoute(core, { family: 'status', ...routes }, call), call);
}
