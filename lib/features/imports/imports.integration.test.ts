/**
 * A file of customers from its first byte to its results: what is stored, what is sent, and that nothing is doubled.
 */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EXPORT_COLUMNS } from '@/lib/features/customers/customer-export.rules';
import { exportCustomers } from '@/lib/features/customers/export-customers';
import { streamCustomers } from '@/lib/features/customers/export-customers.queries';
import { makeCustomer } from '@/lib/features/invites/testing/invites';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { ImportMode } from '@/lib/platform/db/column-values';
import { emptyDatabase, insertCustomers, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { toByteStream } from '@/lib/platform/files/activity-files';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { prune } from '@/lib/prune';
import { Emulator } from '@/testing/emulator';
import { cancelImport, pauseImport, resumeImport, startImport } from './control-import';
import { correctRows, discardImport, rematchImport } from './edit-import';
import { importResults } from './import-files';
import type { RowFilter } from './import-view.rules';
import { takeRows } from './imports.writes';
import { readImport, readImportRows } from './read-import';
import { runImport } from './run-import';
import { uploadImport } from './upload-import';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);
const CREATE = { method: 'POST', path: '/v1/customers/lightweight' } as const;
const HEADER = 'First name,Last name,E-mail,Company';

let staff: StaffScope;
beforeEach(async () => {
  vi.useRealTimers();
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
});

function fileOf(...lines: readonly string[]): string {
  return [HEADER, ...lines].join('\n');
}

const person = (n: number) => `Ada,Byron ${n},ada.${n}@acme.example,Company ${n}`;
const people = (count: number) => Array.from({ length: count }, (_, at) => person(at + 1));

async function upload(text: string, as = staff): Promise<string> {
  const uploaded = await uploadImport(as, { bytes: Buffer.from(text), fileName: 'a.csv' }, NO_ORIGIN);
  if (!uploaded.ok) throw new Error(`Not taken in: ${JSON.stringify(uploaded.error)}`);
  return uploaded.value.importId;
}

const start = (importId: string, mode: ImportMode = 'create', as = staff) =>
  startImport(as, { importId, mode, locale: 'es' }, NO_ORIGIN);

/** What the jobs do: runs until nothing has to wait any more. */
async function work(importId: string, runs = 10): Promise<boolean> {
  for (let run = 0; run < runs; run += 1) {
    const isEnd = await runImport(importId);
    if (isEnd && (await detail(importId)).state !== 'running') return true;
  }
  return false;
}

async function detail(importId: string) {
  const found = await readImport(staff, importId);
  if (!found) throw new Error('There is no such import.');
  return found;
}

const rowsOf = async (importId: string, filter: RowFilter = 'all') =>
  (await readImportRows(staff, await detail(importId), { filter, after: 0 })).rows;

async function results(importId: string, filter: RowFilter = 'all'): Promise<string> {
  const texts = await importResults(staff, importId, filter, NO_ORIGIN);
  return texts ? new Response(toByteStream(texts)).text() : '';
}

const acts = async () => (await query('select act from audit order by id')).map(({ act }) => act);
const emailsUpstream = async () => (await emulator.customers()).map(({ email }) => email).sort();

describe('a file becomes a draft', () => {
  test('with every problem by row and column, and nothing is sent', async () => {
    const known = await makeCustomer(staff);
    const before = (await emulator.requests({ method: 'POST' })).length;
    const importId = await upload(
      fileOf(person(1), 'X,<b>,x@acme.example,', ',Y,nobody,', person(1).toUpperCase(), `K,L,${known.email},`),
    );
    const found = await detail(importId);
    expect(found).toMatchObject({
      state: 'draft',
      hasHeader: true,
      encoding: 'utf-8',
      delimiter: ',',
      match: { firstName: 0, lastName: 1, email: 2, companyName: 3 },
      counts: { header: 1, ready: 1, problem: 3, existing: 1 },
    });
    const rows = await rowsOf(importId);
    expect(rows.map(({ number, state }) => `${number} ${state}`)).toEqual([
      '2 ready',
      '3 problem',
      '4 problem',
      '5 problem',
      '6 existing',
    ]);
    expect(rows[2]?.problems.map(({ field }) => field)).toEqual(['firstName', 'email']);
    expect(rows[3]?.problems[0]?.message).toContain('Row 2 has the same address');
    expect(await emulator.requests({ method: 'POST' })).toHaveLength(before);
  });

  test('files that cannot be used leave nothing behind', async () => {
    const tooMany = fileOf(...people(10_001));
    for (const [text, reason] of [
      [tooMany, 'too_many_rows'],
      [HEADER, 'no_rows'],
      ['', 'no_rows'],
      [`${HEADER}\n"x`, 'unclosed_quote'],
    ] as const)
      expect(await uploadImport(staff, { bytes: Buffer.from(text), fileName: null }, NO_ORIGIN)).toMatchObject({
        error: { kind: 'invalid_input', fields: { file: reason } },
      });
    expect(await query('select id from imports')).toEqual([]);
  });

  test('columns are matched again and cells corrected; all rows are checked again', async () => {
    const importId = await upload('A;B;C\nByron;Ada;ada@acme.example\nLi;Bo;ada@acme.example\n');
    expect(await detail(importId)).toMatchObject({
      hasHeader: false,
      delimiter: ';',
      counts: { problem: 2, ready: 1 },
    });
    const columns = { lastName: '0', firstName: '1', email: '2', companyName: '', hasHeader: true };
    expect(await rematchImport(staff, importId, { ...columns, email: '1' }, NO_ORIGIN)).toMatchObject({ ok: false });
    expect((await rematchImport(staff, importId, columns, NO_ORIGIN)).ok).toBe(true);
    expect(await detail(importId)).toMatchObject({
      columns: ['A', 'B', 'C'],
      counts: { header: 1, problem: 1, ready: 1 },
    });

    const typed = new Map([
      [2, { email: 'first@acme.example' }],
      [3, { firstName: 'Bob' }],
    ]);
    expect(await correctRows(staff, importId, typed, NO_ORIGIN)).toEqual({
      ok: true,
      value: { changedRows: 2 },
    });
    expect(await rowsOf(importId)).toMatchObject([
      { state: 'ready', values: { firstName: 'Ada', email: 'first@acme.example' } },
      { state: 'ready', values: { firstName: 'Bob', lastName: 'Li' } },
    ]);
    expect((await discardImport(staff, importId, NO_ORIGIN)).ok).toBe(true);
    expect(await query('select * from import_rows')).toEqual([]);
    expect(await start(importId)).toMatchObject({ error: { kind: 'not_found' } });
  });
});

describe('an import is started once', () => {
  test('by the same choice sent twice or at once, and it is recorded once', async () => {
    const importId = await upload(fileOf(person(1)));
    const both = await Promise.all([start(importId), start(importId)]);
    expect([...both, await start(importId)].map(({ ok }) => ok)).toEqual([true, true, true]);
    await work(importId);
    expect((await start(importId)).ok).toBe(true);
    expect((await acts()).filter((act) => act === 'import.started')).toHaveLength(1);
  });

  test('and another choice, after "back" or of a colleague, is refused and changes nothing', async () => {
    const importId = await upload(fileOf(person(1)));
    await start(importId);
    const started = { error: { kind: 'conflict', reason: 'started' } };
    expect(await start(importId, 'create_and_invite')).toMatchObject(started);
    expect(await start(importId, 'create', await makeStaff())).toMatchObject(started);
    expect(await detail(importId)).toMatchObject({ mode: 'create', locale: 'es' });
  });
});

describe('an import is worked off', () => {
  test('each row becomes one customer with an operation of its own, recorded of anyone who started it', async () => {
    const importId = await upload(fileOf(...people(12)));
    expect((await start(importId)).ok).toBe(true);
    expect(await work(importId)).toBe(true);
    expect(await detail(importId)).toMatchObject({ state: 'done', counts: { created: 12 } });
    expect(await emailsUpstream()).toHaveLength(12);
    const operations = await query('select o.* from operations o join import_rows r on r.intent_id = o.intent_id');
    expect(operations).toHaveLength(12);
    expect(operations).toEqual(operations.map(() => expect.objectContaining({ state: 'done', actor: staff.userId })));
    const told = await acts();
    expect(told.filter((act) => act === 'customer.created')).toHaveLength(12);
    expect(told.filter((act) => String(act).startsWith('import.'))).toEqual([
      'import.uploaded',
      'import.started',
      'import.finished',
    ]);
  });

  test('the same file again creates no one and links everyone', async () => {
    const text = fileOf(...people(3));
    const first = await upload(text);
    await start(first);
    await work(first);
    const again = await upload(text);
    expect(await detail(again)).toMatchObject({ counts: { existing: 3, ready: 0 } });
    await start(again);
    await work(again);
    expect(await emailsUpstream()).toHaveLength(3);
    expect((await rowsOf(again)).map(({ customer }) => customer?.name)).toEqual([
      'Company 1',
      'Company 2',
      'Company 3',
    ]);
  });

  test('two files with the same rows at once create everyone once', async () => {
    const [a, b] = [await upload(fileOf(...people(8))), await upload(fileOf(...people(8).reverse()))];
    await Promise.all([start(a), start(b)]);
    await Promise.all([work(a), work(b)]);
    await Promise.all([work(a), work(b)]);
    expect(new Set(await emailsUpstream()).size).toBe((await emailsUpstream()).length);
    const [first, second] = [await detail(a), await detail(b)];
    expect(first.counts.created + second.counts.created).toBe(8);
    expect(first.counts.existing + second.counts.existing).toBe(8);
  });

  test('invites each created customer once, in the language chosen', async () => {
    const known = await makeCustomer(staff);
    const importId = await upload(fileOf(person(1), person(2), `K,L,${known.email},`));
    await start(importId, 'create_and_invite');
    await work(importId);
    expect(await query('select email, locale from invites order by email')).toEqual([
      { email: 'ada.1@acme.example', locale: 'es' },
      { email: 'ada.2@acme.example', locale: 'es' },
    ]);
    expect((await rowsOf(importId)).map(({ isInvited }) => isInvited)).toEqual([true, true, false]);
  });

  test('what upstream refuses about a customer is told by field, and the others go on', async () => {
    const importId = await upload(fileOf('I > you,B,i@acme.example,', person(2)));
    await start(importId);
    await work(importId);
    expect(await rowsOf(importId)).toMatchObject([
      { state: 'refused', error: '1Money does not accept this first name.' },
      { state: 'created' },
    ]);
    expect(await results(importId, 'problems')).toContain('I > you,B,i@acme.example,,refused,');
  });

  test('a refusal of everything pauses it, and after a resume it goes on', async () => {
    await emulator.settings({ quota: 2 });
    const importId = await upload(fileOf(...people(5)));
    await start(importId);
    await work(importId);
    const paused = await detail(importId);
    expect(paused).toMatchObject({ state: 'paused', note: 'refused_all', counts: { refused: 0, created: 2 } });
    await emulator.settings({ quota: null });
    await resumeImport(staff, importId, NO_ORIGIN);
    await work(importId);
    expect(await detail(importId)).toMatchObject({ state: 'done', counts: { created: 5 } });
    expect(await emailsUpstream()).toHaveLength(5);
  });

  test('while upstream is away it waits, and finishes by itself', async () => {
    await emulator.addFault({ ...CREATE, fault: 'status:503', times: 500 });
    const importId = await upload(fileOf(...people(30)));
    await start(importId);
    expect(await runImport(importId)).toBe(false);
    const waiting = await detail(importId);
    expect(waiting).toMatchObject({ state: 'running', note: 'upstream' });
    // Only the rows that were under way have customers who wait to be confirmed.
    expect((await query('select id from customers')).length).toBeLessThanOrEqual(16);
    await emulator.clearFaults();
    await forgetUpstreamClient();
    expect(await work(importId)).toBe(true);
    expect(await detail(importId)).toMatchObject({ note: null, counts: { created: 30 } });
    expect(await emailsUpstream()).toHaveLength(30);
  });
});

describe('a process that dies', () => {
  test('before it sent anything for rows it had taken: they are begun by the next one', async () => {
    const importId = await upload(fileOf(...people(4)));
    await start(importId);
    expect(await takeRows(staff, await getDb(), importId, 3)).toHaveLength(3);
    await work(importId);
    expect(await detail(importId)).toMatchObject({ state: 'done', counts: { created: 4, working: 0 } });
  });

  test('after upstream had created the customer: the row finds its operation and no one is created twice', async () => {
    const importId = await upload(fileOf(...people(4)));
    await start(importId);
    await work(importId);
    await query("update import_rows set state = 'working', customer_id = null where state = 'created'");
    await query("update imports set state = 'running'");
    await work(importId);
    expect(await detail(importId)).toMatchObject({ state: 'done', counts: { created: 4 } });
    expect(await emailsUpstream()).toHaveLength(4);
    expect(await query('select id from customers')).toHaveLength(4);
  });

  test('between the confirmation and the first reading: the customer is read, and then invited', async () => {
    const importId = await upload(fileOf(person(1)));
    await start(importId);
    await work(importId);
    await query("update customers set status = 'UNKNOWN', observed_at = null, upstream_updated_at = null");
    await query("update import_rows set state = 'working', customer_id = null where state = 'created'");
    await query("update imports set state = 'running', mode = 'create_and_invite'");
    await work(importId);
    expect(await query('select email from invites')).toEqual([{ email: 'ada.1@acme.example' }]);
    expect((await rowsOf(importId)).map(({ isInvited }) => isInvited)).toEqual([true]);
  });

  test('keeps its lease only for a while, and anyone who comes meanwhile waits', async () => {
    const importId = await upload(fileOf(person(1)));
    await start(importId);
    await query("update imports set lease_by = 'dead', lease_until = now() + interval '5 seconds'");
    expect(await runImport(importId)).toBe(false);
    expect(await emailsUpstream()).toEqual([]);
    await query("update imports set lease_until = now() - interval '1 second'");
    await work(importId);
    expect(await emailsUpstream()).toHaveLength(1);
  });
});

describe('pause, resume, cancel', () => {
  test('a paused import creates no one, and another person may resume it', async () => {
    const importId = await upload(fileOf(...people(3)));
    await start(importId);
    await takeRows(staff, await getDb(), importId, 1);
    await pauseImport(staff, importId, NO_ORIGIN);
    await runImport(importId);
    expect(await detail(importId)).toMatchObject({ state: 'paused', note: 'by_person', counts: { ready: 3 } });
    const other = await makeStaff();
    await resumeImport(other, importId, NO_ORIGIN);
    await work(importId);
    expect(await query('select distinct created_by from customers')).toEqual([{ created_by: other.userId }]);
  });

  test('a cancelled import leaves the other rows undone, and its results can be imported again', async () => {
    const importId = await upload(fileOf(...people(3), '=1+1,B,b@acme.example,'));
    await start(importId);
    await cancelImport(staff, importId, NO_ORIGIN);
    await runImport(importId);
    expect(await detail(importId)).toMatchObject({ state: 'cancelled', counts: { cancelled: 4 } });
    const file = await results(importId);
    expect(file).toContain("'=1+1,B,b@acme.example,,cancelled,The import was cancelled before this row.,");
    const again = await upload(file);
    expect(await detail(again)).toMatchObject({ counts: { ready: 4, problem: 0 } });
    expect((await rowsOf(again)).at(-1)?.values.firstName).toBe('=1+1');
    expect(await resumeImport(staff, importId, NO_ORIGIN)).toMatchObject({ error: { reason: 'other_state' } });
  });

  test('no one is created in the name of someone who may no longer act', async () => {
    const importId = await upload(fileOf(person(1)));
    await start(importId);
    await query(`update users set role = 'viewer' where id = '${staff.userId}'`);
    await runImport(importId);
    expect(await detail(importId)).toMatchObject({ state: 'paused', note: 'nobody' });
    expect(await emailsUpstream()).toEqual([]);
  });

  test('old drafts and results are forgotten', async () => {
    await upload(fileOf(person(1)));
    await query("update imports set created_at = now() - interval '8 days'");
    await prune();
    expect(await query('select * from import_rows')).toEqual([]);
  });
});

describe('customers as a file', () => {
  const text = async (as: StaffScope, format: 'csv' | 'json', selection = {}) =>
    new Response(
      toByteStream((await exportCustomers(as, { filter: {}, ...selection }, format, NO_ORIGIN)).texts),
    ).text();

  test('all that fit the filter, in pages, harmless to spreadsheets and recorded', async () => {
    await insertCustomers(
      Array.from({ length: 1203 }, (_, index) => ({
        id: `c${index + 1}`,
        email: `c${index + 1}@acme.example`,
        companyName: `=HYPERLINK("${index + 1}")`,
        createdAt: new Date(Date.now() - (index + 1) * 60_000),
      })),
    );
    const csv = await text(staff, 'csv');
    const lines = csv.trimEnd().split('\r\n');
    expect(lines[0]).toBe(EXPORT_COLUMNS.join(','));
    expect(lines).toHaveLength(1204);
    expect(new Set(lines).size).toBe(1204);
    expect(csv).toContain(`"'=HYPERLINK(""7"")"`);
    const found = JSON.parse(await text(staff, 'json', { filter: { search: 'c1203@' } }));
    expect(found).toMatchObject([{ id: 'c1203', email: 'c1203@acme.example' }]);
    const chosen = JSON.parse(await text(staff, 'json', { ids: ['c9', 'nobody', 'c1', 'c9'] }));
    expect(chosen.map(({ id }: { id: string }) => id)).toEqual(['c9', 'c1']);
    expect((await acts()).filter((act) => act === 'customers.exported')).toHaveLength(3);
  });

  test('a viewer gets people’s names and addresses masked', async () => {
    const viewer = await makeStaff('viewer');
    const customer = await makeCustomer(staff);
    const file = await text(viewer, 'json');
    expect(file).not.toContain(customer.email);
    expect(JSON.parse(file)).toMatchObject([{ firstName: 'A…a', lastName: 'B…n', companyName: 'Acme Ltd' }]);
    for await (const row of streamCustomers(viewer, await getDb(), { filter: {} }))
      expect(row.email).toBe(customer.email);
  });
});
