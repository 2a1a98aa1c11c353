/** Everything stored about one business, table by table, for its people's right to a copy. Never a hash or a key. */
import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { toLoosePattern } from '@/lib/platform/db/loose-pattern';

const BATCH = 200;

type Row = Readonly<Record<string, unknown>>;

export interface StoredTable {
  readonly name: string;
  readonly rows: AsyncIterable<Row>;
}

const found = z.object({ rows: z.array(z.object({ position: z.string(), row: z.record(z.string(), z.unknown()) })) });
const one = z.object({ rows: z.array(z.object({ upstream_id: z.string().nullable() })) });
const keys = z.object({ rows: z.array(z.object({ email_key: z.string() })) });

interface Source {
  readonly name: string;
  /** `select <text that orders the rows> as position, <json> as row from …`, without an order. */
  readonly select: SQL;
}

/** Each table lazily: its rows are read when they are asked for. Empty when there is no such customer. */
export async function listStoredTables(
  scope: StaffScope,
  db: Db,
  customerId: string,
): Promise<readonly StoredTable[] | null> {
  if (scope.role !== 'admin') throw new Error('Only admins export everything about a customer.');
  const result = await db.execute(sql`select upstream_id from customers where id = ${customerId}`);
  const [customer] = one.parse(result).rows;
  if (!customer) return null;
  const emails = keys.parse(
    await db.execute(sql`select email_key from customers where id = ${customerId}
      union select email_key from invites where customer_id = ${customerId}`),
  );
  const person = { customerId, upstreamId: customer.upstream_id, emails: emails.rows.map((row) => row.email_key) };
  return sourcesOf(person).map(({ name, select }) => ({ name, rows: walk(db, select) }));
}

/** In the order of the position, by keyset: rows added meanwhile neither repeat nor hide a row. */
async function* walk(db: Db, select: SQL): AsyncGenerator<Row, void, undefined> {
  let after = '';
  for (;;) {
    const page = sql`select position, row from (${select}) walked where position > ${after} order by position limit ${BATCH}`;
    const { rows } = found.parse(await db.execute(page));
    for (const { row } of rows) yield row;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.position;
  }
}

interface Person {
  readonly customerId: string;
  readonly upstreamId: string | null;
  /** Keys of the addresses. */
  readonly emails: readonly string[];
}

function sourcesOf({ customerId, upstreamId, emails }: Person): readonly Source[] {
  const list = (texts: readonly string[]) => sql`any(${sql.param([...texts])}::text[])`;
  const spellings = list(emails.map((email) => `^${toLoosePattern(email)}$`));
  const serial = sql`to_char(id, 'FM000000000000000000')`;
  return [
    {
      name: 'customer',
      select: sql`select id as position,
        to_jsonb(customers) - array['email_key', 'search_text', 'sort_name', 'sort_status', 'sort_owner', 'sort_checked', 'listed_status', 'since', 'link_lock_by']
        as row from customers where id = ${customerId}`,
    },
    {
      name: 'observations',
      select: sql`select ${serial} as position, to_jsonb(observations) as row
      from observations where customer_id = ${customerId}`,
    },
    {
      name: 'invites',
      select: sql`select id as position, to_jsonb(invites) - 'email_key' as row
      from invites where customer_id = ${customerId}`,
    },
    {
      name: 'mails',
      select: sql`select id as position, to_jsonb(mails) as row
      from mails where customer_id = ${customerId} or email ~ ${spellings}`,
    },
    {
      name: 'notes',
      select: sql`select id as position, to_jsonb(notes) as row
      from notes where customer_id = ${customerId}`,
    },
    {
      name: 'notifications',
      select: sql`select ${serial} as position, to_jsonb(notifications) as row
      from notifications where customer_id = ${customerId}`,
    },
    {
      name: 'operations',
      select: sql`select id as position, to_jsonb(operations) - 'idempotency_key' as row
      from operations where customer_id = ${customerId}`,
    },
    {
      name: 'imports',
      select: sql`select import_id || ' ' || to_char(number, 'FM0000000000') as position,
        to_jsonb(import_rows) - 'intent_id' as row
      from import_rows where customer_id = ${customerId} or email = ${list(emails)}`,
    },
    {
      name: 'webhooks',
      select: sql`select id as position, to_jsonb(webhook_deliveries) as row
      from webhook_deliveries where upstream_id = ${upstreamId}`,
    },
    {
      name: 'sign_ins',
      select: sql`select id_hash as position, to_jsonb(customer_sessions) - 'id_hash' as row
      from customer_sessions where email = ${list(emails)}`,
    },
    {
      name: 'codes',
      select: sql`select id as position, to_jsonb(email_codes) - 'code_hash' as row
      from email_codes where email = ${list(emails)}`,
    },
    {
      name: 'activity',
      select: sql`select ${serial} as position, to_jsonb(audit) as row
      from audit where customer_id = ${customerId} or (actor_kind = 'customer' and actor_label = ${list(emails)})`,
    },
  ];
}
