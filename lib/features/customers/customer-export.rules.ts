/** A customer in an exported file, and which columns every role may export. Pure. Instants are ISO 8601 in UTC. */

import type { CreationState } from '@/lib/kyb/creation-state';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import { maskEmail, maskName } from '@/lib/platform/auth/masking';
import type { InviteState } from './invite-state.rules';

export interface ExportedCustomer {
  readonly id: string;
  readonly upstreamId: string | null;
  readonly businessName: string;
  readonly companyName: string | null;
  readonly legalName: string | null;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly status: string;
  readonly statusSince: string | null;
  readonly flaggedItems: number;
  readonly submittedAt: string | null;
  readonly observedAt: string | null;
  readonly observedBy: ObservationSource | null;
  readonly lastLinkAt: string | null;
  readonly creation: CreationState;
  readonly inviteState: InviteState | null;
  readonly ownerName: string | null;
  readonly createdByName: string | null;
  readonly createdAt: string;
}

/** The columns of the file, in its order. */
export const EXPORT_COLUMNS = [
  'id',
  'upstreamId',
  'businessName',
  'companyName',
  'legalName',
  'email',
  'firstName',
  'lastName',
  'status',
  'statusSince',
  'flaggedItems',
  'submittedAt',
  'observedAt',
  'observedBy',
  'lastLinkAt',
  'creation',
  'inviteState',
  'ownerName',
  'createdByName',
  'createdAt',
] as const satisfies readonly (keyof ExportedCustomer)[];

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The same customer without a person's name and address; a business that is known by its address only is masked too. */
export function withoutPersonalData(customer: ExportedCustomer): ExportedCustomer {
  const { email, firstName, lastName, businessName } = customer;
  return {
    ...customer,
    email: maskEmail(email),
    firstName: firstName && maskName(firstName),
    lastName: lastName && maskName(lastName),
    businessName: businessName === email ? maskEmail(email) : businessName,
  };
}
