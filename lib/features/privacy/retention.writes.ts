/**
 * Removes or blanks what is older than its limit, in small statements: none holds a lock for long, and the embedded
 * database serves others in between.
 */
import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { insertAudit } from '@/lib/platform/audit/audit.writes';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { RetentionField } from './retention.rules';

const BATCH = 500;

const counted = z.object({ rows: z.tuple([z.object({ count: z.coerce.number() })]) });

interface Doomed {
  readonly table: string;
  readonly where: (before: SQL) => SQL;
  /** Blanks instead of removing. The condition must no longer hold afterwards. */
  readonly set?: SQL;
}

const DOOMED: Readonly<Record<RetentionField, readonly Doomed[]>> = {
  invites: [
    {
      table: 'invites',
      where: (before) => sql`(expires_at < ${before} or revoked_at < ${before})`,
    },
  ],
  mails: [{ table: 'mails', where: (before) => sql`completed_at < ${before} and state not in ('queued', 'sending')` }],
  webhooks: [
    {
      table: 'webhook_deliveries',
      set: sql`payload = ''`,
      where: (before) => sql`received_at < ${before} and payload <> '' and state not in ('received', 'parked')`,
    },
  ],
  calls: [{ table: 'upstream_calls', where: (before) => sql`at < ${before}` }],
  requests: [
    {
      table: 'operations',
      set: sql`body = '{}', last_error = null`,
      where: (before) => sql`completed_at < ${before} and state in ('done', 'rejected') and body <> '{}'`,
    },
  ],
  // Rows first: a file may have ten thousand.
  imports: [
    {
      table: 'import_rows',
      where: (before) => sql`import_id in (
        select id from imports where finished_at < ${before} and state in ('done', 'cancelled'))`,
    },
    { table: 'imports', where: (before) => sql`finished_at < ${before} and state in ('done', 'cancelled')` },
  ],
  sessions: [
    {
      table: 'sessions',
      // The newest session of each person shows when they were last here.
      where: (before) => sql`coalesce(ended_at, expires_at) < ${before} and expires_at < now()
        and exists (select 1 from sessions newer
          where newer.user_id = doomed.user_id and newer.last_seen_at > doomed.last_seen_at)`,
    },
    {
      table: 'customer_sessions',
      // The newest hand-over of a customer's own address decides who gets mails about it.
      where: (before) => sql`expires_at < ${before} and not (proof = 'handoff'
        and exists (select 1 from customers where customers.email_key = doomed.email)
        and not exists (select 1 from customer_sessions newer where newer.email = doomed.email
          and newer.proof = 'handoff' and newer.created_at > doomed.created_at))`,
    },
    { table: 'email_codes', where: (before) => sql`expires_at < ${before}` },
    { table: 'password_links', where: (before) => sql`coalesce(ended_at, expires_at) < ${before}` },
  ],
};

/** How many rows lost their time. */
export async function removeExpired(_scope: SystemScope, db: Db, field: RetentionField, before: Date): Promise<number> {
  let removed = 0;
  for (const doomed of DOOMED[field]) removed += await removeAll(db, doomed, before);
  return removed;
}

async function removeAll(db: Db, { table, where, set }: Doomed, before: Date): Promise<number> {
  const name = sql.identifier(table);
  const instant = sql`${before.toISOString()}::timestamptz`;
  const batch = sql`select ctid from ${name} doomed where ${where(instant)} limit ${BATCH} for update skip locked`;
  const act = set ? sql`update ${name} t set ${set} from batch` : sql`delete from ${name} t using batch`;
  let all = 0;
  for (;;) {
    const result = await db.execute(sql`with batch as materialized (${batch}),
      gone as (${act} where t.ctid = batch.ctid returning 1) select count(*) as count from gone`);
    const { count } = counted.parse(result).rows[0];
    all += count;
    if (count < BATCH) return all;
  }
}

/** The night on the record, by which the settings say when it was. */
export async function recordRetention(
  scope: SystemScope,
  db: Db,
  removed: Readonly<Record<RetentionField, number>>,
): Promise<void> {
  await insertAudit(scope, db, { act: 'data.pruned', outcome: 'ok', details: removed });
}
