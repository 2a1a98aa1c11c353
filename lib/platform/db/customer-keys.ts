import 'server-only';
import { emailKey } from '@/lib/platform/input/email-address';
import { toSearchText, toSortKey } from '@/lib/platform/input/text-keys';

/** The columns that the keys of a customer are made of. */
export interface KeyedCustomer {
  readonly id: string;
  readonly upstreamId?: string | null | undefined;
  readonly email: string;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly companyName?: string | null | undefined;
  readonly legalName?: string | null | undefined;
}

/**
 * The columns a customer is found and ordered by: write them with every change of a column above. People are on a line
 * of their own in the search text, so that readers who see them masked can be kept from searching there.
 */
export function toCustomerKeys(customer: KeyedCustomer) {
  const { id, upstreamId, email, firstName, lastName, companyName, legalName } = customer;
  const line = (...texts: (string | null | undefined)[]) => toSearchText(texts.filter(Boolean).join(' '));
  return {
    emailKey: emailKey(email),
    searchText: `${line(legalName, companyName, id, upstreamId)}\n${line(email, firstName, lastName)}`,
    sortName: toSortKey(legalName || companyName || email),
  };
}
