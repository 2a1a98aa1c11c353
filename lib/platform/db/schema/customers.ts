import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import { LISTED_STATUSES } from '@/lib/kyb/listed-status';
import { OBSERVATION_SOURCES } from '@/lib/kyb/observation-source';
import { KYB_STATUSES, UNKNOWN_STATUS } from '@/lib/kyb/status';
import { STATUS_ORDER, STATUS_SPAN_MS } from '@/lib/kyb/status-order';
import { INVITE_STAGES } from '@/lib/platform/db/column-values';
import { instant, keyText } from './columns';
import { users } from './users';

const KNOWN = KYB_STATUSES.map((status) => `'${status}'`).join(', ');
const LISTED = `case when upstream_id is null then 'UNCONFIRMED' when status in (${KNOWN}) then status else 'UNRECOGNISED' end`;
/** The same place as `toStatusPlace` finds. */
const PLACE = `(array_position(array[${STATUS_ORDER.map((status) => `'${status}'`).join(', ')}], ${LISTED}) - 1) * ${STATUS_SPAN_MS}
  + least(greatest(floor(extract(epoch from coalesce(status_since, created_at) - '1970-01-01 00:00:00+00'::timestamptz) * 1000), 0), ${STATUS_SPAN_MS - 1})::bigint`;

/** As the owner in `sort_owner`: after all names. */
export const NOBODY = '1';

/** One row per customer. The status columns are written by `writes/observations.ts` and by nothing else. */
export const customers = pgTable(
  'customers',
  {
    id: text('id').primaryKey(),
    /** Upstream's customer id; null until upstream has confirmed the creation. */
    upstreamId: text('upstream_id'),
    email: text('email').notNull(),
    /** Made by `customer-keys.ts`, as are `search_text` and `sort_name`. */
    emailKey: keyText('email_key').notNull(),
    firstName: text('first_name'),
    lastName: text('last_name'),
    companyName: text('company_name'),
    legalName: text('legal_name'),
    businessName: text('business_name')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(nullif(legal_name, ''), nullif(company_name, ''), email)`),

    status: text('status').notNull().default(UNKNOWN_STATUS),
    statusSince: instant('status_since'),
    /** Flagged items of the newest observation; null when upstream sent none. */
    flaggedItems: jsonb('flagged_items').$type<FlaggedItem[]>(),
    submittedAt: instant('submitted_at'),
    upstreamUpdatedAt: instant('upstream_updated_at'),
    observedAt: instant('observed_at'),
    observedBy: text('observed_by', { enum: OBSERVATION_SOURCES }),

    linkMintedAt: instant('link_minted_at'),
    /** When the browser last came back from the hosted form; says nothing but that (law 5). */
    returnedAt: instant('returned_at'),
    linkCount: integer('link_count').notNull().default(0),
    /** Lease of the one request that may be creating a link right now. */
    linkLockUntil: instant('link_lock_until'),
    linkLockBy: text('link_lock_by'),

    // The newest invite that was not revoked, else the newest; null without any. A trigger on the invites keeps these,
    // so that the list need not read the invites of each customer.
    inviteId: text('invite_id'),
    inviteStage: text('invite_stage', { enum: INVITE_STAGES }),
    invitedAt: instant('invited_at'),
    inviteExpiresAt: instant('invite_expires_at'),
    /** Its newest mail came back or was given up; kept by a trigger on the mails (`0006_sort_by_status_and_owner.sql`). */
    isInviteUndelivered: boolean('is_invite_undelivered').notNull().default(false),

    /** The member of staff who looks after the customer; null for none. */
    ownerId: text('owner_id').references(() => users.id, { onDelete: 'set null' }),
    createdBy: text('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    searchText: keyText('search_text').notNull(),

    // What the list filters and sorts by. Each tab is a few values of the first, each order is one of the others: so
    // every page is one index scan, however many customers there are.
    listedStatus: text('listed_status', { enum: LISTED_STATUSES })
      .notNull()
      .generatedAlwaysAs((): SQL => sql.raw(LISTED)),
    /** In this status since; for a customer never read, since it was added. */
    since: instant('since')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(status_since, created_at)`),
    sortName: keyText('sort_name').notNull(),
    sortStatus: bigint('sort_status', { mode: 'number' })
      .notNull()
      .generatedAlwaysAs((): SQL => sql.raw(PLACE)),
    /** `0` and the owner's `users.sort_name`, else `NOBODY`. Kept by triggers on customers and users. */
    sortOwner: keyText('sort_owner').notNull().default(NOBODY),
    /** When it was last read; never is the longest ago. */
    sortChecked: instant('sort_checked')
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(observed_at, '1970-01-01 00:00:00+00'::timestamptz)`),
  },
  (table) => [
    uniqueIndex('customers_upstream_id_key').on(table.upstreamId),
    // Ascending on purpose: read backwards it is exactly the list's `desc()` order, NULLS FIRST included.
    index('customers_created').on(table.createdAt, table.id),
    index('customers_listed_created').on(table.listedStatus, table.createdAt, table.id),
    index('customers_listed_since').on(table.listedStatus, table.since, table.id),
    index('customers_listed_name').on(table.listedStatus, table.sortName, table.id),
    index('customers_listed_status').on(table.listedStatus, table.sortStatus, table.id),
    index('customers_listed_owner').on(table.listedStatus, table.sortOwner, table.id),
    index('customers_listed_checked').on(table.listedStatus, table.sortChecked, table.id),
    // The sweeps ask for the longest unread among the open ones.
    index('customers_observed').on(table.observedAt),
    index('customers_owner').on(table.ownerId, table.createdAt, table.id),
    index('customers_invite_stage')
      .on(table.inviteStage, table.createdAt, table.id)
      .where(sql`invite_stage is not null`),
    // Few, and searched often.
    index('customers_undelivered').on(table.createdAt, table.id).where(sql`is_invite_undelivered`),
    // Unopened invites make their customers overdue.
    index('customers_unopened').on(table.listedStatus, table.invitedAt).where(sql`invite_stage = 'untouched'`),
    index('customers_email').on(table.emailKey),
    index('customers_search').using('gin', sql`${table.searchText} gin_trgm_ops`),
  ],
);
