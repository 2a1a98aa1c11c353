/** Reading one customer (1Money API notes, sections 2.5 and 2.6). */
import 'server-only';
import type { Result } from '@/lib/result';
import { type CallOptions, type ClientCore, invalidInput, isUpstreamId, readCustomer, toResult } from './client-core';
import { sendEitherRoute } from './either-route';
import type { UpstreamCustomer } from './to-domain';
import type { UpstreamRequest } from './transport';

/** `not_found` only when upstream says that it has no such customer, not when the route is missing. */
export async function getCustomer(
  core: ClientCore,
  customerId: string,
  options: CallOptions,
): Promise<Result<UpstreamCustomer>> {
  if (!isUpstreamId(customerId)) return invalidInput('customerId');
  const call = core.startCall(options);
  const from = (path: string) => (): UpstreamRequest<UpstreamCustomer> => ({
    method: 'GET',
    path,
    isWrite: false,
    read: (json) => {
      const customer = readCustomer(core, json);
      // An answer about somebody else must never become this customer's status.
      return customer?.upstreamId.toLowerCase() === customerId.toLowerCase() ? { value: customer } : null;
    },
  });
  const routes = { newer: from(`/v1/customers/${customerId}`), older: from(`/v1/customers/hosted/${customerId}`) };
  return toResult('get_customer', await sendEitherRoute(core, { family: 'status', ...routes }, call), call);
}
