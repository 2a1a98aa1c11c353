import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { toCustomerKeys } from '@/lib/platform/db/customer-keys';

const result = z.object({ rows: z.tuple([z.object({ count: z.number() })]) });

/** A made-up customer that the emulator has as well. Instants are ISO 8601. */
export interface SeedCustomer {
  readonly id: string;
  readonly upstreamId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string | null;
  readonly legalName: string | null;
  readonly status: string;
  readonly rawStatus: string;
  readonly flaggedItems: readonly FlaggedItem[] | null;
  readonly submittedAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * Adds many customers with a first observation each, as if they had been read from the list; known upstream ids are
 * left alone. One parameter for a whole batch: placeholders for every row would cost more than the rows. Returns the
 * number added.
 */
export async function seedCustomers(
  _scope: SystemScope,
  db: Db,
  batch: readonly SeedCustomer[],
  now: Date,
): Promise<number> {
  const rows = batch.map((customer) => ({ ...customer, ...toCustomerKeys(customer) }));
  const observedAt = sql`${now.toISOString()}::timestamptz`;
  const added = result.parse(
    await db.execute(sql`
      with s as materialized (
        select "id", "upstreamId", "email", "emailKey", "firstName", "lastName", "companyName", "legalName",
          "searchText", "sortName", "status", "rawStatus", nullif("flaggedItems", 'null'::jsonb) as "flaggedItems",
          "submittedAt", "createdAt", "updatedAt"
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
          "id" text, "upstreamId" text, "email" text, "emailKey" text, "firstName" text, "lastName" text,
          "companyName" text, "legalName" text, "searchText" text, "sortName" text, "status" text, "rawStatus" text,
          "flaggedItems" jsonb, "submittedAt" timestamptz, "createdAt" timestamptz, "updatedAt" timestamptz)
      ), added as (
        insert into customers (id, upstream_id, email, email_key, first_name, last_name, company_name, legal_name,
          search_text, sort_name, status, status_since, flagged_items, submitted_at, upstream_updated_at, observed_at,
          observed_by, created_at)
        select "id", "upstreamId", "email", "emailKey", "firstName", "lastName", "companyName", "legalName",
          "searchText", "sortName", "status", "updatedAt", "flaggedItems", "submittedAt", "updatedAt", ${observedAt},
          'list', "createdAt"
        from s
        on conflict (upstream_id) do nothing
        returning id
      ), observed as (
        insert into observations (customer_id, status, raw_status, source, flagged_items, submitted_at,
          upstream_updated_at, observed_at)
        select added.id, "status", "rawStatus", 'list', "flaggedItems", "submittedAt", "updatedAt", ${observedAt}
        from added join s on s."id" = added.id
      )
      select count(*)::int as count from added`),
  );
  return added.rows[0].count;
}
