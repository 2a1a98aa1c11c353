import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { getDb } from '@/lib/db/client';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/db/testing';
import { insertDelivery } from '@/lib/db/writes/webhook-deliveries';
import { type StaffScope, systemScope } from '@/lib/scope';
import { requestCode } from './email-codes';
import { eraseCustomer } from './erase-customer';
import { exportPersonalData } from './export-personal-data';
import { followHint } from './follow-hint';
import { addNote } from './notes';
import { sweepAll } from './sweep';
import { controlOf } from './testing/emulator-control';
import { deliverDueMails, type KnownCustomer, makeCustomer, makeInvite } from './testing/invites';

const database = setUpDatabase({ ownEmulator: true });
const control = controlOf(() => database.emulatorUrl());

const ORIGIN = { address: '203.0.113.9', userAgent: 'A browser' };
const COMPANY = 'Zanzibarella Trading';

let admin: StaffScope;
let customer: KnownCustomer;
let other: KnownCustomer;
beforeEach(async () => {
  await emptyDatabase();
  admin = await makeStaff('admin');
  customer = await makeCustomer(admin, COMPANY);
  other = await makeCustomer(admin, 'Another Ltd');
  await query(`update customers set first_name = 'Bea' where id = '${other.id}'`);
});

/** Leaves traces of the person wherever the portal writes any. */
async function leaveTraces(): Promise<void> {
  const { id, upstreamId, email } = customer;
  const shouted = email.toUpperCase();
  const db = await getDb();
  await makeInvite(admin, customer, { message: `Dear Ada Byron of ${COMPANY}` });
  await deliverDueMails();
  await requestCode('sign_in', email, { locale: 'en', customerId: null, inviteId: null });
  await deliverDueMails();
  const note = (customerId: string, text: string) =>
    addNote(admin, { noteId: crypto.randomUUID(), customerId, note: text }, ORIGIN);
  await note(id, `Ada of ${COMPANY} calls back`);
  await note(other.id, `Knows ada BYRON (${shouted}) from school`);
  const items = JSON.stringify([{ about: 'person', name: 'Ada Byron', reason: 'Passport', description: COMPANY }]);
  await query(`update customers set flagged_items = '${items}', legal_name = '${COMPANY} GmbH' where id = '${id}'`);
  await query(
    `insert into observations (customer_id, status, source, flagged_items) values ('${id}', 'INIT', 'list', '${items}')`,
  );
  await query(
    `insert into customer_sessions (id_hash, email, proof, expires_at) values ('h', '${email}', 'code', now())`,
  );
  await query(`insert into audit (actor_kind, actor_id, actor_label, act, customer_id, outcome, address, user_agent, details)
    values ('customer', 'i-1', '${email}', 'link.created', '${id}', 'ok', '192.0.2.77', 'Her phone', null),
      ('customer', null, '${email}', 'customer.signed_in', null, 'ok', '192.0.2.77', 'Her phone', '{"proof":"code"}'),
      ('staff', '${admin.userId}', '${admin.email}', 'view.saved', null, 'ok', '203.0.113.9', 'A browser',
        '{"name":"ada byron","rows":1}')`);
  await query(`insert into imports (id, state, file_name, encoding, delimiter, has_header, columns, match, created_by)
    values ('im-1', 'done', 'ada byron.csv', 'utf-8', ',', true, '[]', '{}', '${admin.userId}')`);
  await query(`insert into import_rows (import_id, number, intent_id, cells, email, state, problems, customer_id)
    values ('im-1', 2, 'in-1', '["Ada","Byron","${email}","${COMPANY}"]', '${email}', 'created', '[]', '${id}'),
      ('im-1', 3, 'in-2', '["Ada","Byron","${shouted}","x"]', '${email}', 'ready', '[]', null),
      ('im-1', 4, 'in-3', '["Bob","Stone","bob@stone.example","y"]', 'bob@stone.example', 'ready', '[]', null)`);
  await query(`insert into saved_views (id, user_id, name, query)
    values ('v-1', '${admin.userId}', 'Hers', 'q=${encodeURIComponent(email)}'), ('v-2', '${admin.userId}', 'Mine', 'q=z')`);
  await query(`insert into operations (id, kind, actor, idempotency_key, body, state)
    values ('op-1', 'create_customer', 'x', 'k-1', '{"email":"${email}"}', 'rejected'),
      ('op-2', 'create_link', 'customer:${email}', 'k-2', '{}', 'done')`);
  await query(`update operations set customer_id = '${id}' where id = 'op-2'`);
  const delivery = { dedupeKey: 'd-1', eventName: 'customer.updated', upstreamId, verdict: 'signature' } as const;
  const payload = JSON.stringify({ business_legal_name: COMPANY, email });
  await insertDelivery(systemScope('test'), db, { id: 'w-1', ...delivery, payload, receivedAt: new Date() });
}

const erase = (name: string, scope = admin) => eraseCustomer(scope, { customerId: customer.id, name }, ORIGIN);

function traces(dump: string): string[] {
  const { email } = customer;
  const words = [email, encodeURIComponent(email), 'Ada Byron', 'Zanzibarella', '192.0.2.77', 'Her phone'];
  return words.filter((word) => dump.toLowerCase().includes(word.toLowerCase()));
}

test('after an erasure nothing in the database names the business, its person or their address', async () => {
  await leaveTraces();
  expect(traces(await dumpDatabase())).not.toEqual([]);
  const before = await query('select id, at, actor_kind, actor_id, act, customer_id, outcome from audit order by id');

  expect(await erase(`  ${COMPANY.toLowerCase()} gmbh`)).toEqual({ ok: true, value: null });

  expect(traces(await dumpDatabase())).toEqual([]);
  const after = await query('select id, at, actor_kind, actor_id, act, customer_id, outcome from audit order by id');
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length)).toMatchObject([
    { act: 'customer.erased', actor_id: admin.userId, customer_id: customer.id },
  ]);
  expect(await query("select actor_label, details from audit where act = 'view.saved'")).toEqual([
    { actor_label: admin.email, details: { name: '(erased)', rows: 1 } },
  ]);
  // What is about others stays.
  expect(await query('select text from notes')).toEqual([{ text: 'Knows (erased) ((erased)) from school' }]);
  expect(await query('select id from saved_views')).toEqual([{ id: 'v-2' }]);
  expect(await query('select state, email from import_rows order by number')).toEqual([
    { state: 'created', email: null },
    { state: 'cancelled', email: null },
    { state: 'ready', email: 'bob@stone.example' },
  ]);
});

test('neither the nightly sweep nor a webhook brings an erased customer back', async () => {
  await erase(COMPANY);
  await sweepAll();
  const isBack = `select id from customers where upstream_id = '${customer.upstreamId}'`;
  expect(await query(isBack)).toEqual([]);
  const delivery = { dedupeKey: 'd-2', eventName: 'x', upstreamId: customer.upstreamId, verdict: 'signature' } as const;
  await insertDelivery(systemScope('test'), await getDb(), {
    id: 'w-2',
    ...delivery,
    payload: '',
    receivedAt: new Date(),
  });
  expect(await followHint(customer.upstreamId)).toBe(null);
  expect(await query('select state, outcome from webhook_deliveries')).toEqual([
    { state: 'processed', outcome: 'erased' },
  ]);
  expect(await query(isBack)).toEqual([]);
  expect((await control.customers()).map(({ id }) => id)).toContain(customer.upstreamId);
});

describe('an erasure is refused', () => {
  test('to others than admins', async () => {
    for (const role of ['viewer', 'operator'] as const)
      expect(await erase(COMPANY, await makeStaff(role))).toMatchObject({ error: { kind: 'forbidden' } });
  });

  test('without the name of the customer', async () => {
    expect(await erase('Zanzibarella')).toMatchObject({ error: { kind: 'invalid_input', fields: { name: 'other' } } });
    expect(await query('select count(*)::int as n from customers')).toEqual([{ n: 2 }]);
  });

  test('while a request to 1Money about it is open', async () => {
    const refused = { error: { kind: 'conflict', reason: 'confirming' } };
    await query(`update operations set state = 'unknown' where customer_id = '${customer.id}'`);
    expect(await erase(COMPANY)).toMatchObject(refused);
    await query("update operations set state = 'done'");
    await query(`update customers set mint_lock_until = now() + interval '20 seconds' where id = '${customer.id}'`);
    expect(await erase(COMPANY)).toMatchObject(refused);
    await query(`update customers set mint_lock_until = null, upstream_id = null where id = '${customer.id}'`);
    expect(await erase(COMPANY)).toMatchObject(refused);
  });
});

test('an address that another customer has too stays with that one', async () => {
  await query(`update customers set email = '${customer.email}' where id = '${other.id}'`);
  await query(
    `insert into customer_sessions (id_hash, email, proof, expires_at) values ('h', '${customer.email}', 'code', now())`,
  );
  expect((await erase(COMPANY)).ok).toBe(true);
  expect(await query('select email from customers')).toEqual([{ email: customer.email }]);
  expect(await query('select email from customer_sessions')).toEqual([{ email: customer.email }]);
});

test('the trail lets nothing be changed but a person’s values while somebody is erased', async () => {
  await query(`insert into audit (actor_kind, actor_label, act, outcome, address, details)
    values ('customer', 'a@b.example', 'link.created', 'ok', '192.0.2.1', '{"kind":"x"}'),
      ('staff', 'staff@b.example', 'note.added', 'ok', '192.0.2.2', null)`);
  const db = await getDb();
  const attempt = (statement: string, erasing: 'on' | 'off') =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('portal.erasing', ${erasing}, true)`);
      await tx.execute(sql.raw(statement));
    });
  const theirs = "where actor_label = 'a@b.example'";
  const refused = { cause: { message: 'audit is append-only' } };
  await expect(attempt(`update audit set address = null ${theirs}`, 'off')).rejects.toMatchObject(refused);
  for (const change of [
    "act = 'note.added'",
    "outcome = 'failed'",
    'at = now()',
    "actor_label = 'somebody else'",
    "address = '192.0.2.9'",
    "details = '{}'",
    'details = null',
    `details = '{"kind":"y"}'`,
    `details = '{"kind":"x","more":"(erased)"}'`,
  ])
    await expect(attempt(`update audit set ${change} ${theirs}`, 'on'), change).rejects.toMatchObject(refused);
  for (const change of ['address = null', "actor_label = '(erased)'"])
    await expect(attempt(`update audit set ${change} where actor_kind = 'staff'`, 'on')).rejects.toMatchObject(refused);
  await expect(attempt('delete from audit', 'on')).rejects.toMatchObject(refused);
  await attempt(`update audit set address = null, details = '{"kind":"(erased)"}' ${theirs}`, 'on');
});

test('the export has every table’s rows about the business and no hash, and is on the record', async () => {
  await leaveTraces();
  expect(await exportPersonalData(await makeStaff('operator'), customer.id, ORIGIN)).toMatchObject({
    error: { kind: 'forbidden' },
  });
  const exported = await exportPersonalData(admin, customer.id, ORIGIN);
  if (!exported.ok) throw new Error('Not exported.');
  let text = '';
  for await (const part of exported.value) text += part;
  const file = JSON.parse(text);
  expect(
    Object.fromEntries(Object.entries(file).map(([name, rows]) => [name, Array.isArray(rows) ? rows.length : 0])),
  ).toMatchObject({ customer: 1, invites: 1, notes: 1, imports: 2, webhooks: 1, sign_ins: 1, codes: 1, operations: 2 });
  expect(file.customer).toMatchObject([{ email: customer.email, first_name: 'Ada', company_name: COMPANY }]);
  expect(file.activity.length).toBeGreaterThan(3);
  expect(text).not.toMatch(/hash|Another Ltd|bob@stone/);
  expect(await query("select customer_id from audit where act = 'customer.data_exported'")).toEqual([
    { customer_id: customer.id },
  ]);
  expect(await exportPersonalData(admin, 'no-such', ORIGIN)).toMatchObject({ error: { kind: 'not_found' } });
});
