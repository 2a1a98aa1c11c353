/** A database full of made-up customers, as a partner might have after years; the same ones in every run. */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '@/lib/platform/db/client';

const BATCH = 50_000;

const indexRows = z.object({ rows: z.array(z.object({ name: z.string(), definition: z.string() })) });

/** Rows first, indexes afterwards: many times as fast, and the same indexes in the end. */
export async function fill(db: Db, count: number): Promise<void> {
  const indexes = indexRows.parse(
    await db.execute(sql`select indexname as name, indexdef as definition from pg_indexes
      where tablename in ('customers', 'invites', 'mails') and indexdef not like '%UNIQUE%'`),
  ).rows;
  for (const { name } of indexes) await db.execute(sql.raw(`drop index "${name}"`));
  await db.execute(sql`insert into users (id, email, name, sort_name, role)
    select 'staff-' || n, 'staff-' || n || '@staff.example', 'Staff ' || n, 'staff ' || n, 'operator' from generate_series(1, 40) n`);
  for (const table of ['customers', 'invites', 'mails'])
    await db.execute(sql.raw(`alter table ${table} disable trigger user`));
  for (let from = 1; from <= count; from += BATCH) await addBatch(db, from, Math.min(count, from + BATCH - 1));
  for (const table of ['customers', 'invites', 'mails'])
    await db.execute(sql.raw(`alter table ${table} enable trigger user`));
  for (const { definition } of indexes) await db.execute(sql.raw(definition));
  await db.execute(sql`vacuum analyze customers`);
  await db.execute(sql`vacuum analyze invites`);
  await db.execute(sql`vacuum analyze mails`);
}

/** Pseudo-random and repeatable: a hash of the row's number and a salt, as a number from 0 to 999. */
const dice = (salt: string) => sql.raw(`(abs(hashtext('${salt}' || n)) % 1000)`);

const WORDS = sql.raw(`(array['North','Harbour','Cedar','Amber','Silver','Quiet','Bright','Stone','River','Falcon',
  'Maple','Copper','Velvet','Summit','Orchid','Granite','Lumen','Juniper','Saffron','Willow','Onyx','Delta','Coral',
  'Birch','Aurora','Meadow','Cobalt','Ember','Raven','Tundra','中国','株式会社','Ромашка','العربية','München','Ünal'])`);
const TRADES = sql.raw(`(array['Trading','Foods','Design','Software','Logistics','Textiles','Capital','Energy','Media',
  'Tools','Pharma','Travel','Studio','Motors','Farms','Labs','Export','Import','Marine','Optics'])`);

async function addBatch(db: Db, from: number, to: number): Promise<void> {
  // The keys as JavaScript would make them, for these names and in this database: many times as fast.
  await db.execute(sql`insert into customers (id, upstream_id, email, email_key, first_name, last_name, company_name,
      search_text, sort_name, legal_name, status, status_since, submitted_at, upstream_updated_at, observed_at,
      observed_by, owner_id, sort_owner, created_at)
    select id, upstream_id, email, email, 'Robin', 'Number-' || n, company,
      lower(company || ' ' || id || coalesce(' ' || upstream_id, '') || E'\\n' || email || ' Robin Number-' || n),
      lower(translate(company, 'üÜ', 'uU')), null,
      case when d < 350 then 'INIT' when d < 400 then 'PENDING_RESPONSE' when d < 430 then 'REJECTED'
        when d < 480 then 'PENDING_REVIEW' when d < 540 then 'UNDER_REVIEW' when d < 550 then 'ESCALATED'
        when d < 570 then 'PENDING_APPROVAL' when d < 580 then 'PROVISIONING' when d < 999 then 'APPROVED'
        else 'QUANTUM_REVIEW' end,
      created + (now() - created) * (${dice('since')} / 1000.0), null,
      created + (now() - created) * (${dice('since')} / 1000.0),
      now() - ${dice('observed')} * interval '1 minute', 'sweep',
      case when ${dice('owned')} < 600 then 'staff-' || (1 + ${dice('owner')} % 40) end,
      case when ${dice('owned')} < 600 then '0staff ' || (1 + ${dice('owner')} % 40) else '1' end, created
    from (select n, ${dice('status')} as d, md5('id' || n)::uuid::text as id,
        case when ${dice('confirmed')} < 1 then null else md5('up' || n)::uuid::text end as upstream_id,
        'contact.' || n || '@' || lower(${TRADES}[1 + ${dice('trade')} % 20]) || '-' || n || '.example' as email,
        ${WORDS}[1 + ${dice('word')} % 36] || ' ' || ${TRADES}[1 + ${dice('trade')} % 20] || ' ' || n as company,
        now() - (abs(hashtext('created' || n)) % 63072000) * interval '1 second' as created
      from generate_series(${from}::int, ${to}::int) n) rows`);
  await db.execute(sql`insert into invites (id, customer_id, email, email_key, locale, created_by, created_at, expires_at,
      revoked_at, viewed_at, started_at, returned_at)
    select md5('invite' || n)::uuid::text, md5('id' || n)::uuid::text, 'contact@example.com', 'contact@example.com', 'en',
      'staff-1', at,
      at + interval '14 days', case when ${dice('revoked')} < 20 then at end,
      case when ${dice('viewed')} < 700 then at end, case when ${dice('viewed')} < 500 then at end,
      case when ${dice('viewed')} < 400 then at end
    from (select n, now() - (abs(hashtext('invited' || n)) % 2592000) * interval '1 second' as at
      from generate_series(${from}::int, ${to}::int) n) rows where n % 3 = 0`);
  // What the trigger would have done, row by row and many times as slowly.
  await db.execute(sql`update customers c set invite_id = i.id, invited_at = i.created_at,
      invite_expires_at = i.expires_at, is_invite_undelivered = ${dice('mail')} < 5, invite_stage = case when i.revoked_at is not null then 'revoked'
        when i.returned_at is not null then 'returned' when i.started_at is not null then 'started'
        when i.viewed_at is not null then 'viewed' else 'untouched' end
    from generate_series(${from}::int, ${to}::int) n, invites i
    where n % 3 = 0 and c.id = md5('id' || n)::uuid::text and i.id = md5('invite' || n)::uuid::text`);
  await db.execute(sql`insert into mails (id, kind, dedupe_key, email, locale, customer_id, invite_id, state, created_at,
      next_try_at)
    select 'mail-' || n, 'invite', 'invite-' || n, 'contact@example.com', 'en', md5('id' || n)::uuid::text,
      md5('invite' || n)::uuid::text, case when ${dice('mail')} < 5 then 'bounced' else 'sent' end, now(), now()
    from generate_series(${from}::int, ${to}::int) n where n % 3 = 0`);
}
