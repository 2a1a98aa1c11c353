import 'server-only';
import { sql } from 'drizzle-orm';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';

/**
 * Writes into readings of former versions which status each ended and how long it had stood, as readings of this
 * version say by themselves. A status began with the first reading of it; what is written already stays.
 */
export async function fillEnds(_scope: StaffScope | SystemScope, db: Db): Promise<void> {
  await db.execute(sql`
    with readings as (
      select id, customer_id, status, coalesce(upstream_updated_at, observed_at) as at,
        lag(status) over (partition by customer_id order by id) as former
      from observations
    ), begins as (
      select id, former, at, lag(at) over (partition by customer_id order by id) as since
      from readings where former is distinct from status
    )
    update observations set ended_status = begins.former,
      ended_seconds = least(greatest(extract(epoch from begins.at - begins.since), 0), 2147483647)::int
    from begins
    where begins.id = observations.id and begins.former is not null and observations.ended_status is null`);
}
