/**
 * What pages and components know about a customer. Queries produce these shapes, components take them as props, and
 * `GET /api/customers` returns them, so no component ever sees a database row. Instants are ISO 8601 in UTC.
 */

import type { CreationState } from '@/lib/kyb/creation-state';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import type { ListTab } from './customer-list.rules';
import type { InviteState } from './invite-state.rules';

export interface CustomerListItem {
  /** Our id; used in routes. */
  readonly id: string;
  /** Upstream's id; null until upstream has confirmed the customer. */
  readonly upstreamId: string | null;
  /** Best name known: upstream's legal name, else our company name, else the e-mail address. */
  readonly businessName: string;
  readonly email: string;
  /** Normalised KYB status. */
  readonly status: string;
  readonly creation: CreationState;
  readonly hasUsedLink: boolean;
  /** Number of open flagged items; 0 when none or unknown. */
  readonly flaggedCount: number;
  /** Since when the customer has been in this status, as far as we saw; null when never observed. */
  readonly statusSince: string | null;
  /** When the status was last read from upstream, and how; null when never. */
  readonly observedAt: string | null;
  readonly observedBy: ObservationSource | null;
  /** State of the newest invite that was not revoked, else of the newest one; null when never invited. */
  readonly inviteState: InviteState | null;
  readonly createdAt: string;
  /** The member of staff who looks after it; null for none. */
  readonly ownerName: string | null;
}

/** A customer as the command palette names it. */
export type FoundCustomer = Pick<CustomerListItem, 'id' | 'businessName' | 'email' | 'status'>;

export interface CustomerDetail extends CustomerListItem {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly companyName: string | null;
  readonly flaggedItems: readonly FlaggedItem[];
  readonly submittedAt: string | null;
  readonly upstreamUpdatedAt: string | null;
  readonly lastLinkAt: string | null;
  readonly createdByName: string | null;
  /** The request id to give to 1Money while it has not confirmed the customer, if there is one. */
  readonly creationReference: string | null;
}

export interface CappedCount {
  readonly count: number;
  /** There are more than `count`: "10,000+". */
  readonly isCapped: boolean;
}

export type TabCounts = Readonly<Record<ListTab, CappedCount>>;

export interface CustomerPage {
  readonly items: readonly CustomerListItem[];
  /** Number of customers that match, over all pages. Counting stops at a cap. */
  readonly total: number;
  /** There are more than `total`. */
  readonly isTotalCapped: boolean;
  /** How many customers each tab holds, whatever is searched and filtered. */
  readonly tabs: TabCounts;
  /** Opaque cursors; null at the ends. */
  readonly olderCursor: string | null;
  readonly newerCursor: string | null;
  readonly upstream: UpstreamHealth;
}

/** Whether statuses on screen can be trusted to be fresh. */
export type UpstreamHealth =
  | { readonly state: 'ok' }
  | {
      readonly state: 'unreachable';
      readonly reason: 'network' | 'timeout' | 'http' | 'breaker' | 'credentials' | 'rate_limited' | 'unreadable';
      /** Since when reads have failed. */
      readonly since: string;
      /** What support can be asked about: upstream's request id or our own. */
      readonly referenceId: string;
    };
