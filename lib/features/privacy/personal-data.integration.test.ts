import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { exportActivity, readActivity } from '@/lib/features/activity/read-activity';
import { listBulkItems } from '@/lib/features/bulk/bulk-runs.queries';
import { listCustomers, listMatchingIds } from '@/lib/features/customers/customer-list.queries';
import { getCustomerDetail } from '@/lib/features/customers/customers.queries';
import { exportCustomers } from '@/lib/features/customers/export-customers';
import { streamCustomers } from '@/lib/features/customers/export-customers.queries';
import { findCustomers } from '@/lib/features/customers/find-customers';
import { readImport, readImportRows, readImports } from '@/lib/features/imports/read-import';
import { readInvites } from '@/lib/features/invites/read-invites';
import { deliverDueMails, type KnownCustomer, makeCustomer, makeInvite } from '@/lib/features/invites/testing/invites';
import { addNote } from '@/lib/features/notes/notes';
import { readCare } from '@/lib/features/notes/read-care';
import { listNotifications } from '@/lib/features/notifications/queries';
import { startOnboarding } from '@/lib/features/onboarding/start-onboarding';
import { listSavedViews } from '@/lib/features/saved-views/queries';
import { requestCode } from '@/lib/features/self-serve/email-codes';
import { acceptWebhook, webhookPathToken } from '@/lib/features/sync/accept-webhook';
import { processWebhook } from '@/lib/features/sync/process-webhook';
import { readCustomerPage } from '@/lib/features/sync/read-customers';
import { sweepAll } from '@/lib/features/sync/sweep';
import { listDeliveries } from '@/lib/features/sync/webhook-deliveries.queries';
import { insertDelivery } from '@/lib/features/sync/webhook-deliveries.writes';
import { readTimeline } from '@/lib/features/timeline/read-timeline';
import { readSession } from '@/lib/platform/auth/read-session';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { dumpDatabase, emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { checkInviteLimit, checkLimit, exportWaitMs } from '@/lib/platform/rate-limit/check-limit';
import { EXPORTS, INVITES, LINKS, WEBHOOK_REFUSALS } from '@/lib/platform/rate-limit/limits';
import { prune } from '@/lib/prune';
import { Emulator } from '@/testing/emulator';
import { eraseCustomer } from './erase-customer';
import { exportPersonalData } from './export-personal-data';
import { maskingSetting, readLastRetentionRun, retentionSetting } from './privacy-settings';
import { toRetention } from './retention.rules';

const database = setUpDatabase({ ownEmulator: true, env: { ONEMONEY_WEBHOOK_SECRET: '' } });
const control = new Emulator(database.emulator);

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
  await query(`update customers set first_name = 'Bea', search_text = replace(search_text, 'ada', 'bea')
    where id = '${other.id}'`);
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
  // Data about others stays.
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
  expect(await processWebhook(customer.upstreamId)).toBe(null);
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
    await query(`update customers set link_lock_until = now() + interval '20 seconds' where id = '${customer.id}'`);
    expect(await erase(COMPANY)).toMatchObject(refused);
    await query(`update customers set link_lock_until = null, upstream_id = null where id = '${customer.id}'`);
    expect(await erase(COMPANY)).toMatchObject(refused);
  });
});

test('an address that another customer has too stays with that one', async () => {
  await query(
    `update customers set email = '${customer.email}', email_key = '${customer.email}' where id = '${other.id}'`,
  );
  await query(
    `insert into customer_sessions (id_hash, email, proof, expires_at) values ('h', '${customer.email}', 'code', now())`,
  );
  expect((await erase(COMPANY)).ok).toBe(true);
  expect(await query('select email from customers')).toEqual([{ email: customer.email }]);
  expect(await query('select email from customer_sessions')).toEqual([{ email: customer.email }]);
});

test('the audit log lets nothing be changed but a person’s values while someone is erased', async () => {
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

test('the export has every table’s rows about the business and no hash, and is recorded', async () => {
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

describe('the masked mode', () => {
  /** The viewer’s scope as their next request has it. */
  async function viewerSession(): Promise<StaffScope> {
    const { userId } = await makeStaff('viewer');
    const hash = `hash-${userId}`;
    await query(
      `insert into sessions (id_hash, user_id, expires_at) values ('${hash}', '${userId}', now() + interval '1 hour')`,
    );
    const scope = await readSession(hash, { isActivity: false });
    if (!scope) throw new Error('No session.');
    return scope;
  }

  /** Every read of a page, a file or the API that a viewer may ask for. */
  async function readEverything(scope: StaffScope): Promise<Record<string, unknown>> {
    const db = await getDb();
    const { id, upstreamId } = customer;
    const page = (search: string, sort = '') => readCustomerPage(scope, { search, sort });
    const all = async (texts: AsyncIterable<unknown>) => {
      let text = '';
      for await (const part of texts) text += typeof part === 'string' ? part : JSON.stringify(part);
      return text;
    };
    const file = async (filter: object, format: 'csv' | 'json') =>
      all((await exportCustomers(scope, { filter }, format, ORIGIN)).texts);
    const list = await listCustomers(scope, db, { order: { sort: 'name', descending: false }, limit: 1 });
    return {
      list: await page(''),
      cursors: [list.olderCursor, list.newerCursor].map((text) => Buffer.from(text ?? '', 'base64url').toString()),
      detail: await getCustomerDetail(scope, db, id),
      timeline: await readTimeline(scope, { id, upstreamId }),
      invites: await readInvites(scope, id),
      care: await readCare(scope, id),
      activity: await readActivity(scope, {}),
      activityFile: await all(await exportActivity(scope, {}, ORIGIN)),
      csv: await file({}, 'csv'),
      json: await file({}, 'json'),
      found: await findCustomers(scope, COMPANY),
      imports: await readImports(scope),
      import: await readImport(scope, 'im-1'),
      rows: await readImportRows(scope, { id: 'im-1', match: MATCH }, { filter: 'all', after: 0 }),
      notifications: await listNotifications(scope, db, { since: new Date(0), onlyUnread: false, limit: 9 }),
      deliveries: await listDeliveries(scope, db, { limit: 9 }),
      views: await listSavedViews(scope, db),
      runs: await listBulkItems(scope, db, { runId: 'r-1', states: ['ready'], after: -1, limit: 9 }),
    };
  }

  const MATCH = { firstName: 0, lastName: 1, email: 2, companyName: 3 };

  beforeEach(async () => {
    await leaveTraces();
    // Known by its address only, shown in place of a name.
    await query(
      `update customers set company_name = null, email = 'cy.nobody@nowhere.example' where id = '${other.id}'`,
    );
    await query(`update saved_views set is_shared = true, query = replace(query, 'q=', 'search=')`);
    await query(`insert into notifications (kind, reason, dedupe_key, customer_id, status)
      values ('status', 'rejected', 'o-1', '${other.id}', 'REJECTED')`);
    await query(
      `insert into bulk_runs (id, act, selection, params, created_by) values ('r-1', 'check', 'picked', '{}', '${admin.userId}')`,
    );
    await query(
      `insert into bulk_items (run_id, position, customer_id, state) values ('r-1', 0, '${other.id}', 'ready')`,
    );
  });

  const clear = (reads: Record<string, unknown>) => {
    const words = [customer.email, 'cy.nobody@', /\bAda\b/i, /\bByron\b/i, '192.0.2.77'];
    return Object.entries(reads)
      .filter(([, read]) => words.some((word) => new RegExp(word, 'i').test(JSON.stringify(read))))
      .map(([name]) => name);
  };

  test('is off until an admin switches it on, and then no read of a viewer shows a person’s name or address', async () => {
    expect(clear(await readEverything(await viewerSession()))).toContain('detail');
    expect(await maskingSetting.change(admin, true, ORIGIN)).toBe(true);
    const reads = await readEverything(await viewerSession());
    expect(clear(reads)).toEqual([]);
    expect(JSON.stringify(reads.list)).toContain(COMPANY);
    expect(reads.runs).toMatchObject([{ email: expect.stringContaining('…') }]);
    expect(clear(await readEverything(await makeStaff('operator')))).toContain('detail');
  });

  test('no search, filter or cursor finds whom it hides', async () => {
    await maskingSetting.change(admin, true, ORIGIN);
    const scope = await viewerSession();
    const db = await getDb();
    const found = async (search: string) => {
      const { items, total } = await listCustomers(scope, db, { search });
      const exported = [];
      for await (const one of streamCustomers(scope, db, { filter: { search } })) exported.push(one.id);
      const palette = await findCustomers(scope, search);
      const matching: string[] = [];
      for await (const batch of listMatchingIds(scope, db, { search })) matching.push(...batch);
      return [items.length, total, exported.length, palette.length, matching.length];
    };
    for (const search of [customer.email, customer.email.slice(0, 4), 'byron', 'nowhere.example', '@', 'cy'])
      expect(await found(search), search).toEqual([0, 0, 0, 0, 0]);
    for (const search of [COMPANY, 'zanzi', customer.id]) expect(await found(search), search).toEqual([1, 1, 1, 1, 1]);
    expect((await readActivity(scope, { actor: customer.email })).items).toEqual([]);
    expect((await readActivity(scope, { actor: admin.email })).items).not.toEqual([]);
    // A forged place in the order of names is no place.
    const order = { sort: 'name', descending: false } as const;
    const pages = await Promise.all(
      ['a', 'z'].map((value) => listCustomers(scope, db, { order, older: { sort: 'name', value, id: other.id } })),
    );
    expect(pages[0]?.items).toEqual(pages[1]?.items);
  });
});

test('a night removes what has outlived its time, keeps the rest, and says what went', async () => {
  await leaveTraces();
  await query("update operations set completed_at = now() where state in ('done', 'rejected')");
  await query("update imports set finished_at = now() where id = 'im-1'");
  await query("update webhook_deliveries set state = 'processed'");
  await query(`insert into upstream_calls (at, method, path, duration_ms, outcome, attempt, priority)
    select now(), 'GET', '/v1', 1, 'ok', 1, 'background' from generate_series(1, 1201)`);
  const counts = () =>
    query(`select (select count(*)::int from customers) as customers, (select count(*)::int from invites) as invites,
      (select count(*)::int from mails) as mails, (select count(*)::int from imports) as imports,
      (select count(*)::int from webhook_deliveries) as deliveries, (select count(*)::int from notes) as notes,
      (select count(*)::int from webhook_deliveries where payload <> '') as payloads,
      (select count(*)::int from operations where body <> '{}') as bodies,
      (select count(*)::int from customer_sessions) as sessions, (select count(*)::int from upstream_calls) as calls`);
  const before = await counts();
  await prune();
  expect((await counts())[0]).toMatchObject({ ...before[0], calls: expect.any(Number) });

  await retentionSetting.change(admin, toRetention({ invites: null, webhooks: 3 }), ORIGIN);
  const inDays = (days: number) => Date.now() + days * 86_400_000;
  await prune(inDays(400));
  const [after] = await counts();
  expect(after).toMatchObject({ customers: 2, invites: 1, notes: 2, deliveries: 1 });
  expect(after).toMatchObject({ mails: 0, imports: 0, payloads: 0, bodies: 0, sessions: 0, calls: 0 });
  const run = await readLastRetentionRun(admin);
  expect(run?.removed).toMatchObject({ invites: 0, webhooks: 1 });
  expect(run?.removed.calls).toBeGreaterThan(1200);
});

describe('limits', () => {
  test('anyone who guesses the webhook’s path is told to wait; who knows it never', async () => {
    const send = (pathToken: string | null) =>
      acceptWebhook({
        body: Buffer.from(JSON.stringify({ event: crypto.randomUUID() })),
        signature: null,
        timestamp: null,
        eventId: null,
        address: '192.0.2.5',
        pathToken,
      });
    const results = [];
    for (let guess = 0; guess <= WEBHOOK_REFUSALS.points; guess += 1) results.push(await send(`guess-${guess}`));
    expect(results.slice(0, -1).every((result) => result === 'refused')).toBe(true);
    expect(results.at(-1)).toEqual({ retryAfterMs: expect.any(Number) });
    expect(await send(webhookPathToken())).toBe('accepted');
  });

  test('links for one customer, invites and files of one member of staff run out', async () => {
    const db = await getDb();
    const wait = { error: { kind: 'rate_limited', by: 'portal', retryAfterMs: expect.any(Number) } };
    await query(`insert into rate_limits (key, points, expire) values
      ('links:${customer.id}', ${LINKS.points}, now() + interval '1 hour'),
      ('invites:${admin.userId}', ${INVITES.points}, now() + interval '1 hour'),
      ('export:${admin.userId}', ${EXPORTS.points}, now() + interval '1 hour')`);
    expect(await startOnboarding(admin, customer.id, ORIGIN)).toMatchObject(wait);
    expect(await startOnboarding(admin, other.id, ORIGIN)).toMatchObject({ ok: true });
    expect(await checkInviteLimit(admin)).toMatchObject(wait);
    expect(await exportPersonalData(admin, customer.id, ORIGIN)).toMatchObject(wait);
    expect(await exportWaitMs(admin)).toBeGreaterThan(0);
    expect(await exportWaitMs(await makeStaff('viewer'))).toBe(0);
    expect(await checkLimit(admin, db, { name: 'once', points: 1, seconds: 60 }, 'x')).toBe(null);
  });
});
