/** What must not depend on the locale of the database: who has which address, what a search finds, and in which order. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readActivity } from '@/lib/features/activity/read-activity';
import { createCustomer } from '@/lib/features/creation/create-customer';
import { newCustomerInput } from '@/lib/features/creation/rules';
import { listCustomers } from '@/lib/features/customers/customer-list.queries';
import type { ListSort } from '@/lib/features/customers/customer-list.rules';
import { findCustomerByEmail } from '@/lib/features/customers/customers.queries';
import { importUpstreamCustomers } from '@/lib/features/customers/customers.writes';
import { findCustomers } from '@/lib/features/customers/find-customers';
import { parseCursor } from '@/lib/features/customers/list-cursor.queries';
import { seedCustomers } from '@/lib/features/customers/seed-customers.writes';
import { readImport } from '@/lib/features/imports/read-import';
import { uploadImport } from '@/lib/features/imports/upload-import';
import { deliverDueMails, invite, makeCustomer, makeInvite, visitor } from '@/lib/features/invites/testing/invites';
import { addNote } from '@/lib/features/notes/notes';
import { eraseCustomer } from '@/lib/features/privacy/erase-customer';
import { exportPersonalData } from '@/lib/features/privacy/export-personal-data';
import { readSavedViews, saveView } from '@/lib/features/saved-views/saved-views';
import { readCustomerSession, sendSignInCode, signInByCode } from '@/lib/features/self-serve/customer-sign-in';
import { applySnapshots } from '@/lib/features/sync/observations.writes';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { addStaff } from '@/lib/platform/auth/add-staff';
import { checkPassword } from '@/lib/platform/auth/check-password';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { listStaffNames } from '@/lib/platform/auth/staff.queries';
import { upsertStaff } from '@/lib/platform/auth/staff.writes';
import { Emulator } from '@/testing/emulator';
import { getDb } from './client';
import {
  databaseLocales,
  emptyDatabase,
  insertCustomers,
  makeStaff,
  query,
  setUpDatabase,
  type TestDatabase,
} from './testing';

const system = systemScope('test');

let admin: StaffScope;
let run = '';

/** One mailbox, as people type it. */
function spellings(): readonly string[] {
  const typed = `I.MILLI.${run.toUpperCase()}@FIRMA.EXAMPLE`;
  return [typed, typed.toLowerCase(), typed.replace('FIRMA', 'Firma'), typed.replace('MILLI', 'ＭＩＬＬＩ')];
}

async function create(email: string) {
  const intentId = crypto.randomUUID();
  const typed = { firstName: 'İrem', lastName: 'Işık', companyName: 'Işık Lojistik', email, intentId };
  return createCustomer(admin, newCustomerInput.parse(typed), NO_ORIGIN);
}

async function createdId(email: string): Promise<string> {
  const created = await create(email);
  if (!created.ok) throw new Error(`Not created: ${created.error.kind}`);
  return created.value.customerId;
}

async function search(text: string, sort: ListSort = 'name'): Promise<string[]> {
  const page = await listCustomers(admin, await getDb(), { search: text, order: { sort, descending: false } });
  return page.items.map(({ id }) => id);
}

describe.each(databaseLocales())('in a database with the locale %s', (locale) => {
  const database = setUpDatabase({ locale });
  beforeEach(async () => {
    await emptyDatabase();
    admin = await makeStaff('admin');
    run = crypto.randomUUID().slice(0, 8);
  });

  describe('an address', () => testAddresses(database));
  describe('a search', testSearches);
  describe('names', testNames);
});

function testAddresses(database: TestDatabase) {
  const emulator = new Emulator(database.emulator);

  test('a customer is known by the address in every spelling, and by no other mailbox', async () => {
    const [typed = '', ...others] = spellings();
    const customerId = await createdId(typed);
    for (const email of others) {
      expect(await findCustomerByEmail(admin, await getDb(), email)).toMatchObject({ id: customerId });
      expect(await create(email)).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    }
    expect(await findCustomerByEmail(admin, await getDb(), typed.replace('I', 'ı'))).toBeNull();
    await insertCustomers([{ id: 'other', email: 'MÜLLER@IŞIK.EXAMPLE' }]);
    for (const email of ['müller@işik.example', 'Mu\u0308ller@Işik.Example'])
      expect(await findCustomerByEmail(admin, await getDb(), email)).toMatchObject({ id: 'other' });
    expect(await findCustomerByEmail(admin, await getDb(), 'muller@işik.example')).toBeNull();
  });

  test('an import finds who is there already, and rows that repeat one another', async () => {
    const [typed = '', ...others] = spellings();
    await createdId(typed);
    const fresh = `NEW.I.${run}@X.COM`;
    const lines = [...others, fresh, fresh.toLowerCase()].map((email) => `Ada,Byron,${email},Acme`);
    const bytes = Buffer.from(['First name,Last name,E-mail,Company', ...lines].join('\n'));
    const uploaded = await uploadImport(admin, { bytes, fileName: 'a.csv' }, NO_ORIGIN);
    const found = uploaded.ok ? await readImport(admin, uploaded.value.importId) : null;
    expect(found?.counts).toMatchObject({ existing: 1, ready: 1, problem: 3 });
  });

  test('an invite is one per mailbox, and its code reaches anyone who types the address differently', async () => {
    const customer = await makeCustomer(admin);
    const [typed = '', ...others] = spellings();
    await makeInvite(admin, customer, { email: typed });
    for (const email of others) expect(await invite(admin, customer, { email })).toMatchObject({ ok: false });
    for (const email of others.slice(0, 2)) {
      expect(await sendSignInCode(email, 'en', visitor())).toEqual({ ok: true, value: null });
      await deliverDueMails();
      const mail = (await emulator.mails(typed.toLowerCase())).at(-1);
      const signedIn = await signInByCode(email, /\b(\d{6})\b/.exec(mail?.text ?? '')?.[1] ?? '', 'en', visitor());
      if (!signedIn.ok) throw new Error(`No session: ${signedIn.error.kind}`);
      expect((await readCustomerSession(signedIn.value.sessionId))?.customerIds).toEqual([customer.id]);
    }
  });

  test('a member of staff signs in with the address in every spelling', async () => {
    const [typed = '', ...others] = spellings();
    const password = await addStaff({ email: typed, name: 'Işıl', role: 'operator' });
    for (const email of others) expect(await checkPassword({ email, password }, visitor())).toMatchObject({ ok: true });
  });
}

function testSearches() {
  test('finds names in every way of writing them', async () => {
    const pairs: readonly (readonly [text: string, companyName: string])[] = [
      ['istanbul lojistik', 'İSTANBUL LOJİSTİK A.Ş.'],
      ['İSTANBUL', 'Istanbul Ltd'],
      ['ISPARTA', 'Isparta Gül'],
      ['ısparta', 'ISPARTA GÜL'],
      ['yılmaz', 'YILMAZ'],
      ['STRASSE', 'Große Straße'],
      ['große', 'GROSSE STRASSE'],
      ['ΟΔΥΣΣΕΥΣ', 'Οδυσσεύς'.normalize('NFD').replace(/\p{M}/gu, '')],
      ['οδος', 'ΟΔΟΣ'],
      ['acme', 'ＡＣＭＥ　Ｌｔｄ'],
      ['ромашка', 'ООО «РОМАШКА»'],
      ['MÜNCHEN', 'münchen'],
      ['中国', '中国贸易'],
      ['ş', 'Ş & Co'],
    ];
    await insertCustomers(
      ['Other', ...pairs.map(([, name]) => name)].map((companyName, at) => ({
        id: `c-${at}`,
        email: `${at}@x.example`,
        companyName,
      })),
    );
    for (const [at, [text]] of pairs.entries())
      for (const found of [await search(text), (await findCustomers(admin, text)).map(({ id }) => id)]) {
        expect(found, text).toContain(`c-${at + 1}`);
        expect(found, text).not.toContain('c-0');
      }
  });

  test('whatever writes names and ids, the search knows them at once', async () => {
    const db = await getDb();
    const created = await createdId(`i.${run}@x.example`);
    const [row] = await query(`select upstream_id from customers where id = '${created}'`);
    expect(await search(String(row?.upstream_id).toUpperCase())).toEqual([created]);
    const [imported] = await importUpstreamCustomers(system, db, [
      { upstreamId: 'UP-I', email: 'ADOPTED.I@X.EXAMPLE', createdAt: new Date() },
    ]);
    expect(await search('adopted.i')).toEqual([imported?.id]);
    const reading = { customerId: imported?.id ?? '', status: 'INIT', rawStatus: 'INIT', legalName: 'ŞİŞLİ A.Ş.' };
    const more = { flaggedItems: null, submittedAt: null, updatedAt: new Date() };
    await applySnapshots(system, db, [{ ...reading, ...more }], { source: 'check', now: new Date() });
    expect(await search('şişli')).toEqual([imported?.id]);
    expect(await search('UP-i')).toEqual([imported?.id]);
    const seeded = { id: 'seeded', upstreamId: 'up-seeded', email: 'S@X.EXAMPLE', firstName: 'I', lastName: 'J' };
    const rest = { companyName: null, legalName: 'TOHUM IŞIK', status: 'INIT', rawStatus: 'INIT', flaggedItems: null };
    const at = new Date().toISOString();
    await seedCustomers(
      system,
      db,
      [{ ...seeded, ...rest, submittedAt: null, createdAt: at, updatedAt: at }],
      new Date(),
    );
    expect(await search('tohum ışık')).toEqual(['seeded']);
  });

  test('the activity is narrowed to anyone who did it, in any case', async () => {
    const operator = { ...(await makeStaff('operator')), email: 'i.milli-straße@staff.example' };
    const customer = await makeCustomer(admin);
    await addNote(operator, { noteId: crypto.randomUUID(), customerId: customer.id, note: 'x' }, NO_ORIGIN);
    for (const actor of ['I.MILLI', 'ı.mıllı', 'STRASSE', '-straẞe@'])
      expect((await readActivity(admin, { actor })).items.map(({ act }) => act)).toEqual(['note.added']);
  });
}

function testNames() {
  test('names are in one order, by owner and on the pages of the team as well', async () => {
    const sorted = [
      'Äpfel',
      'azur',
      'Çelik',
      'cemal',
      'Işık',
      'ISPARTA',
      'ıtır',
      'İzmir',
      'Ulm',
      'Ümit',
      'zebra',
      'Ωμέγα',
      'Ромашка',
      '中国',
    ];
    const mixed = [...sorted].sort(() => (run > '8' ? 1 : -1)).reverse();
    const db = await getDb();
    for (const name of mixed)
      await upsertStaff(system, db, {
        email: `${sorted.indexOf(name)}@staff.example`,
        name,
        role: 'operator',
        passwordHash: 'none',
        isDemo: false,
      });
    const staff = await listStaffNames(admin, db);
    const idOf = new Map(staff.map(({ id, name }) => [name, id]));
    await insertCustomers(
      mixed.map((name) => ({
        id: `c-${sorted.indexOf(name)}`,
        email: 'a@x.example',
        companyName: name,
        ownerId: idOf.get(name) ?? null,
      })),
    );
    for (const name of mixed)
      await saveView(admin, { name, query: 'tab=all', isDefault: false, isShared: false }, NO_ORIGIN);
    const wanted = sorted.map((_, at) => `c-${at}`);
    expect(await search('', 'name')).toEqual(wanted);
    expect(await search('', 'owner')).toEqual(wanted);
    expect(staff.map(({ name }) => name).filter((name) => name !== admin.name)).toEqual(sorted);
    expect((await readSavedViews(admin)).map(({ name }) => name)).toEqual(sorted);
    // Every page boundary is in the same order as the page.
    const order = { sort: 'name', descending: false } as const;
    const first = await listCustomers(admin, db, { order, limit: 5 });
    const second = await listCustomers(admin, db, { order, limit: 5, older: parseCursor(first.olderCursor, 'name') });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(wanted.slice(0, 10));
  });

  test('an erasure and a copy of one’s data find the person in every spelling', async () => {
    const [typed = '', lower = ''] = spellings();
    const customerId = await createdId(typed);
    const other = await makeCustomer(admin);
    const texts = [`Knows İREM IŞIK (${lower}) well`, `irem ışık, ${typed}`, 'Ｉrem  Işik', 'Iremgard Işiklar'];
    for (const note of texts)
      await addNote(admin, { noteId: crypto.randomUUID(), customerId: other.id, note }, NO_ORIGIN);
    await query(`insert into mails (id, kind, dedupe_key, email, locale, state, next_try_at)
      values ('m-1', 'code', 'o-1', '${lower.toUpperCase()}', 'en', 'sent', now())`);
    await saveView(
      admin,
      { name: 'Hers', query: `search=${encodeURIComponent('ışık')}`, isDefault: false, isShared: false },
      NO_ORIGIN,
    );
    await saveView(admin, { name: 'İREM IŞIK', query: 'tab=all', isDefault: false, isShared: false }, NO_ORIGIN);
    const copy = await exportPersonalData(admin, customerId, NO_ORIGIN);
    let text = '';
    if (copy.ok) for await (const part of copy.value) text += part;
    expect(text).toContain('"m-1"');
    expect(await eraseCustomer(admin, { customerId, name: 'işik LOJİSTİK' }, NO_ORIGIN)).toMatchObject({ ok: true });
    const notes = await query('select text from notes order by created_at, id');
    expect(notes.map(({ text }) => text).sort()).toEqual(
      ['Knows (erased) ((erased)) well', '(erased), (erased)', '(erased)', 'Iremgard Işiklar'].sort(),
    );
    expect(await query('select id from mails')).toEqual([]);
    expect((await readSavedViews(admin)).map(({ name }) => name)).toEqual(['Hers']);
  });
}
