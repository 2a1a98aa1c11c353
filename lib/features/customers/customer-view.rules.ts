/**
 * What pages and components know about a customer. Queries produce these shapes, components take them as props, and
 * `GET /api/customers` answers with them, so no component ever sees a database row. Instants are ISO 8601 in UTC.
 */

import type { InviteState } from '@/lib/features/invites/invite-view.rules';
import type { ListTab } from './customer-list.rules';

/** How a status was learnt. */
export const OBSERVATION_SOURCES = ['create', 'list', 'page', 'return', 'start', 'webhook', 'sweep', 'check'] as const;
export type ObservationSource = (typeof OBSERVATION_SOURCES)[number];

export function isObservationSource(text: string): text is ObservationSource {
  return OBSERVATION_SOURCES.some((source) => source === text);
}

export const OBSERVATION_SOURCE_TEXT: Readonly<Record<ObservationSource, string>> = {
  create: 'when it was created',
  list: 'by reading the list',
  page: 'by opening the page',
  return: 'when the customer came back',
  start: 'by starting onboarding',
  webhook: 'by webhook',
  sweep: 'by the regular check',
  check: 'by “check now”',
};

/** The state of the upstream write that creates the customer. */
export type CreationState = 'confirmed' | 'confirming' | 'needs_review';

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
  /** The member of staff who looks after it; null for nobody. */
  readonly ownerName: string | null;
}

/** A customer as the command palette names it. */
export type FoundCustomer = Pick<CustomerListItem, 'id' | 'businessName' | 'email' | 'status'>;

export interface FlaggedItem {
  readonly about: 'company' | 'person';
  /** Company or person name as upstream gives it; null when it gives none. */
  readonly name: string | null;
  /** 1Money's words; plain text, may be empty. */
  readonly reason: string;
  readonly description: string;
}

export interface CustomerDetail extends CustomerListItem {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly companyName: string | null;
  readonly flaggedItems: readonly FlaggedItem[];
  readonly submittedAt: string | null;
  readonly upstreamUpdatedAt: string | null;
  readonly lastLinkAt: string | null;
  readonly createdByName: string | null;
  /** What 1Money can be asked about while it has not confirmed the customer: its request id, when it gave one. */
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

/** A member of staff, for choosing among. */
export interface StaffName {
  readonly id: string;
  readonly name: string;
}

/** A named address of the list. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** The list's parameters, as after the `?` of its URL. */
  readonly query: string;
  readonly isShared: boolean;
  readonly isOwn: boolean;
  /** The list opens with it for whoever asks. */
  readonly isDefault: boolean;
  readonly ownerName: string;
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

/** A business as its own representative sees it. */
export type MyBusiness = Pick<
  CustomerDetail,
  'id' | 'businessName' | 'status' | 'creation' | 'hasUsedLink' | 'observedAt' | 'flaggedItems'
>;
