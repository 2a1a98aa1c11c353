/**
 * Erases one business and its people from every table, in one transaction. What stays names nobody: audit events (what,
 * when, by which member of staff, on which id), the ids of its operations and deliveries, and a tombstone, so that
 * reading upstream does not bring it back. `lib/features/privacy/personal-data.rules.ts` lists every column.
 */
import 'server-only';
import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { holdErasures } from '@/lib/features/customers/erased-customers.writes';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { notifyChange } from '@/lib/platform/db/changes';
import type { Db } from '@/lib/platform/db/client';
import { toLoosePattern } from '@/lib/platform/db/loose-pattern';
import { customers } from '@/lib/platform/db/schema/customers';
import { erasedCustomers } from '@/lib/platform/db/schema/erased-customers';
import { savedViews } from '@/lib/platform/db/schema/saved-views';
import { toSearchText } from '@/lib/platform/input/text-keys';

/** Longer than an onboarding link lives: a link whose fate is open may still open the form. */
const OPEN_LINK_MINUTES = 60;

export type Erasure = 'erased' | 'not_found' | 'open_operation' | 'other_name';

/** `isName` checks the typed confirmation against the name under the lock. */
export async function eraseCustomer(
  scope: StaffScope,
  db: Db,
  erasure: {
    readonly customerId: string;
    readonly isName: (businessName: string) => boolean;
    readonly origin: Origin;
    readonly now: Date;
  },
): Promise<Erasure> {
  if (scope.role !== 'admin') throw new Error('Only admins erase.');
  const { customerId, origin, now } = erasure;
  return db.transaction(async (tx) => {
    await holdErasures(tx, 'alone');
    const [row] = await tx.select().from(customers).where(eq(customers.id, customerId)).for('update');
    if (!row) return 'not_found';
    if (!erasure.isName(row.businessName)) return 'other_name';
    const { upstreamId } = row;
    const isMinting = row.linkLockUntil !== null && row.linkLockUntil > now;
    if (upstreamId === null || isMinting || (await hasOpenOperation(tx, customerId, now))) return 'open_operation';

    const emails = await ownEmails(tx, customerId);
    const fullName = [row.firstName, row.lastName].filter(Boolean).join(' ');
    const person: Person = {
      customerId,
      upstreamId,
      emails,
      // A single word is no name that other texts could be searched for.
      terms: row.firstName && row.lastName ? [...emails, fullName] : emails,
    };
    for (const statement of [...ofTheBusiness(person), ...ofTheAddress(person), ...elsewhere(person)])
      await tx.execute(statement);
    await deleteViews(tx, person);
    await tx.execute(sql`select set_config('portal.erasing', 'on', true)`);
    await tx.execute(inTheAuditLog(person));
    await tx.execute(sql`select set_config('portal.erasing', 'off', true)`);
    // Invites, their tokens, mails, notes, notifications and observations are removed with it.
    await tx.delete(customers).where(eq(customers.id, customerId));
    await tx.insert(erasedCustomers).values({ upstreamId, customerId, erasedAt: now, erasedBy: scope.userId });
    await insertAudit(scope, tx, { act: 'customer.erased', outcome: 'ok', customerId, origin });
    await notifyChange(tx, customerId);
    return 'erased';
  });
}

interface Person {
  readonly customerId: string;
  readonly upstreamId: string;
  /** Keys of the addresses. */
  readonly emails: readonly string[];
  /** What other texts are searched for. */
  readonly terms: readonly string[];
}

const rows = z.object({ rows: z.array(z.object({ email: z.string() })) });

async function hasOpenOperation(tx: Db, customerId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - OPEN_LINK_MINUTES * 60_000).toISOString();
  const result = await tx.execute(sql`select id as email from operations where customer_id = ${customerId}
    and state in ('pending', 'sent', 'unknown')
    and (kind = 'create_customer' or coalesce(sent_at, created_at) > ${since}::timestamptz) limit 1`);
  return rows.parse(result).rows.length > 0;
}

/** Email addresses used by this customer only; rows of shared addresses are kept. */
async function ownEmails(tx: Db, customerId: string): Promise<readonly string[]> {
  const result = await tx.execute(sql`
    select email from (
      select email_key as email from customers where id = ${customerId}
      union select email_key from invites where customer_id = ${customerId}
    ) as all_of_it
    where email <> ''
      and not exists (select 1 from customers c where c.email_key = all_of_it.email and c.id <> ${customerId})
      and not exists (select 1 from invites i where i.email_key = all_of_it.email and i.customer_id <> ${customerId})`);
  return rows.parse(result).rows.map(({ email }) => email);
}

function list(texts: readonly string[]): SQL {
  return sql`${sql.param([...texts])}::text[]`;
}

/** Whether a text contains one of the terms, however it is written. */
function tells(text: SQL, { terms }: Pick<Person, 'terms'>): SQL {
  return sql`${text} ~ any(${list(terms.map(toLoosePattern))})`;
}

/** Whether a text is one of the addresses, however it is written. */
function isAddress(text: SQL, { emails }: Pick<Person, 'emails'>): SQL {
  return sql`${text} ~ any(${list(emails.map((email) => `^${toLoosePattern(email)}$`))})`;
}

function ofTheBusiness(person: Person): readonly SQL[] {
  const { customerId, upstreamId, emails } = person;
  return [
    // Rejected creations lost their customer, but kept what was sent.
    sql`update operations set body = '{}', last_error = null,
        intent_id = case when actor like 'customer:%' then null else intent_id end,
        actor = case when actor like 'customer:%' then 'customer:erased' else actor end
      where customer_id = ${customerId} or (customer_id is null and ${tells(sql`body`, person)})`,
    sql`delete from import_files where import_id in (select import_id from import_rows where customer_id = ${customerId}
      or email = any(${list(emails)}) or ${tells(sql`cells::text`, { ...person, terms: emails })})`,
    sql`update import_rows set email = null, problems = '[]', error = null,
        cells = (select coalesce(jsonb_agg(''::text), '[]') from jsonb_array_elements(cells)),
        state = case when state in ('ready', 'problem') then 'cancelled' else state end
      where customer_id = ${customerId} or email = any(${list(emails)}) or ${tells(sql`cells::text`, { ...person, terms: emails })}`,
    sql`update webhook_deliveries set payload = ''
      where upstream_id = ${upstreamId} or (upstream_id is null and ${tells(sql`payload`, person)})`,
  ];
}

function ofTheAddress(person: Person): readonly SQL[] {
  const own = list(person.emails);
  return [
    sql`delete from mails where ${isAddress(sql`email`, person)}`,
    sql`delete from email_codes where email = any(${own})`,
    sql`delete from customer_sessions where email = any(${own})`,
    sql`delete from rate_limits where exists (select 1 from unnest(${own}) term where strpos(key, term) > 0)`,
  ];
}

/** Texts about others in which the person may be named. */
function elsewhere(person: Person): readonly SQL[] {
  const { customerId, terms } = person;
  const replaced = (column: SQL, term: string) =>
    sql`regexp_replace(${column}, ${toLoosePattern(term)}, '(erased)', 'g')`;
  return [
    ...terms.map(
      (term) => sql`update notes set text = ${replaced(sql`text`, term)}
      where customer_id <> ${customerId} and ${tells(sql`text`, { terms: [term] })}`,
    ),
    ...terms.map(
      (term) => sql`update invites set message = ${replaced(sql`message`, term)}
      where customer_id <> ${customerId} and ${tells(sql`message`, { terms: [term] })}`,
    ),
    sql`update bulk_runs set params = jsonb_set(params, '{message}', 'null') where ${tells(sql`params ->> 'message'`, person)}`,
    sql`update imports set file_name = null where ${tells(sql`file_name`, person)}`,
  ];
}

/** In the address of a view every other letter may be encoded, so they are read one by one. There are few. */
async function deleteViews(tx: Db, { terms }: Person): Promise<void> {
  const views = await tx.select({ id: savedViews.id, name: savedViews.name, query: savedViews.query }).from(savedViews);
  const wanted = terms.map(toSearchText);
  const naming = views.filter(({ name, query }) => {
    const text = toSearchText([name, ...new URLSearchParams(query).values()].join(' '));
    return wanted.some((term) => text.includes(term));
  });
  if (naming.length === 0) return;
  await tx.delete(savedViews).where(
    inArray(
      savedViews.id,
      naming.map(({ id }) => id),
    ),
  );
}

/** The rows keep event, time, actor and id; personal data becomes `(erased)`. A trigger allows only that. */
function inTheAuditLog(person: Person): SQL {
  const { customerId, emails } = person;
  const isTheirs = sql`(actor_kind = 'customer' and (customer_id = ${customerId} or actor_label = any(${list(emails)})))`;
  const isAnonymous = sql`(actor_kind = 'anonymous' and customer_id = ${customerId})`;
  return sql`update audit set
      actor_label = case when ${isTheirs} then '(erased)' else actor_label end,
      address = case when ${isTheirs} or ${isAnonymous} then null else address end,
      user_agent = case when ${isTheirs} or ${isAnonymous} then null else user_agent end,
      details = case when ${tells(sql`details::text`, person)} then (
        select jsonb_object_agg(key, case when ${tells(sql`value #>> '{}'`, person)} then '"(erased)"'::jsonb else value end)
        from jsonb_each(details)) else details end
    where ${isTheirs} or ${isAnonymous} or ${tells(sql`details::text`, person)}`;
}
