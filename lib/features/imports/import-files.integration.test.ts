/** Files as real programs write them, and what is typed about them: nothing of it vanishes. */
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/lib/features/invites/testing/invites';
import { eraseCustomer } from '@/lib/features/privacy/erase-customer';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { changeDraft, type DraftChange, startDraft } from './change-draft';
import { DETECTED } from './file-layout.rules';
import type { Corrections } from './import-input.rules';
import { accountFor, accountText } from './import-view.rules';
import { readImport, readImportRows } from './read-import';
import { runImport } from './run-import';
import { uploadImport } from './upload-import';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);

let staff: StaffScope;
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
});

async function upload(file: string | Uint8Array, format = DETECTED): Promise<string> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const uploaded = await uploadImport(staff, { bytes, fileName: 'a.csv' }, NO_ORIGIN, format);
  if (!uploaded.ok) throw new Error(`Not taken in: ${JSON.stringify(uploaded.error)}`);
  return uploaded.value.importId;
}

async function detail(importId: string) {
  const found = await readImport(staff, importId);
  if (!found) throw new Error('There is no such import.');
  return found;
}

const rowsOf = async (importId: string) =>
  (await readImportRows(staff, await detail(importId), { filter: 'all', after: 0 })).rows;

const statesOf = async (importId: string) =>
  (await rowsOf(importId)).map(({ number, state, values }) => `${number} ${state} ${values.firstName}`);

const CHOICE = { mode: 'create', locale: 'es' } as const;
const NOTHING = { columns: null, format: null, choice: CHOICE, corrections: new Map() } as const;

const typedIn = (cells: Record<number, Partial<Record<'firstName' | 'email' | 'companyName', string>>>): Corrections =>
  new Map(Object.entries(cells).map(([number, fields]) => [Number(number), fields]));

const change = (importId: string, what: Partial<DraftChange>) =>
  changeDraft(staff, { ...NOTHING, importId, ...what }, NO_ORIGIN);
const start = (importId: string, what: Partial<DraftChange> = {}) =>
  startDraft(staff, { ...NOTHING, importId, ...what, choice: CHOICE }, NO_ORIGIN);

async function work(importId: string): Promise<void> {
  for (let run = 0; run < 10 && (await detail(importId)).state === 'running'; run += 1) await runImport(importId);
}

describe('every row of a file is accounted for', () => {
  const HEADER = 'First name,Last name,E-mail,Company,Notes';

  test.each([
    ['what is appended to a template', '\r\n', '\n'],
    ['the other way round', '\n', '\r\n'],
    ['an old Mac in between', '\r', '\n'],
  ])('%s: no row is lost and none becomes a part of another', async (_, first, later) => {
    const known = await makeCustomer(staff);
    const rows = [
      'Ada,Byron,ada@a.example,Acme,vip',
      'Bob,Ray,bob@b.example,,',
      '',
      `Cyd,Poe,${known.email},Crew,x`,
      ',Nemo,nemo@n.example,Nautilus,',
      'Eve,Fox,eve@e.example,Best,"two\r\nlines"',
    ];
    const importId = await upload(`${HEADER}${first}${rows.join(later)}${first}`);
    expect(await statesOf(importId)).toEqual([
      '2 ready Ada',
      '3 ready Bob',
      '5 existing Cyd',
      '6 problem ',
      '7 ready Eve',
    ]);
    expect((await rowsOf(importId)).map(({ values }) => values.companyName)).toEqual([
      'Acme',
      '',
      'Crew',
      'Nautilus',
      'Best',
    ]);
    expect((await start(importId)).ok).toBe(true);
    await work(importId);
    const found = await detail(importId);
    const { created, leftOut, withProblem, open } = accountFor(found.counts);
    expect({ created, leftOut, withProblem, open }).toEqual({ created: 3, leftOut: 1, withProblem: 1, open: 0 });
    expect(created + leftOut + withProblem).toBe(found.rowCount);
    expect(accountText(found)).toBe('5 rows in the file: 3 created, 1 left out, 1 with a problem.');
  });

  test('an import that has lost a row says so instead of being done', async () => {
    const importId = await upload(`${HEADER}\nAda,Byron,ada@a.example,,\n,Nemo,nemo@n.example,,\n`);
    await start(importId);
    await query('delete from import_rows where number = 3');
    await expect(work(importId)).rejects.toThrow('not all of them are accounted for');
    expect(await detail(importId)).toMatchObject({ state: 'running' });
  });

  test('rows that a stray quotation mark takes into another one are told', async () => {
    const lines = [
      'Ada,Byron,ada@a.example,Acme,"vip',
      'Bob,Ray,bob@b.example,Best,x',
      'Cyd,Poe,cyd@c.example,Crew,"y',
    ];
    const importId = await upload(
      `${HEADER}\n${lines.join('\n')}\nDan,Orr,dan@d.example,D,"as\nin a letter, by hand"\n`,
    );
    const [first, second] = await rowsOf(importId);
    expect(first).toMatchObject({
      state: 'problem',
      problems: [{ message: expect.stringContaining('quotation mark') }],
    });
    expect(second).toMatchObject({ state: 'ready', values: { firstName: 'Dan' } });
  });

  test('titles above the column names are skipped and told', async () => {
    const importId = await upload(
      'Kundenliste 2026\r\n\r\nVorname;Nachname;E-Mail;Firma\r\nAda;Byron;a@a.example;Acme\r\n',
    );
    expect(await statesOf(importId)).toEqual(['4 ready Ada']);
    expect(accountText(await detail(importId))).toBe(
      '1 row in the file: 1 ready. 1 line above the column names skipped.',
    );
  });
});

describe('what programs put around names and addresses', () => {
  test('links, mail programs, apostrophes, joiners and marks of direction', async () => {
    const importId = await upload(
      [
        'First Name,Last Name,Organization Name,E-mail 1 - Value',
        'Dan,Orr,Dan Co,mailto:dan@d.example',
        'Ada,Byron,Acme,Ada Byron <ada@a.example>',
        "Bo,Li,Bolt,'bo@b.example'",
        "Tim,O'Connor,,tim.o'connor@c.example",
        'علی\u200cرضا,کریمی,شرکت نمونه\u200cها,e@e.example',
        'שרה\u200f,כהן,חברה,f@f.example',
        'A,B,👩\u200d🍳 Kitchen ☕\ufe0f,g@g.example',
        'Pay\u200cpal,B,,h@h.example',
        'X,Y,,x..y@c.example',
        'G,H,,g@g.example ::: h@h.example',
      ].join('\n'),
    );
    const rows = await rowsOf(importId);
    expect(rows.map(({ values }) => values.email).slice(0, 4)).toEqual([
      'dan@d.example',
      'ada@a.example',
      'bo@b.example',
      "tim.o'connor@c.example",
    ]);
    expect(rows.slice(0, 7).map(({ state }) => state)).toEqual(Array(7).fill('ready'));
    expect(rows[5]?.values.firstName).toBe('שרה');
    expect(rows.slice(7).flatMap(({ problems }) => problems.map(({ message }) => message))).toEqual([
      'First name contains an invisible character (U+200C). Type it again.',
      'Enter a valid email address. Example: name@company.com',
      'Enter one email address only.',
    ]);
  });
});

describe('the encoding of a file', () => {
  const HEADER = 'First name;Last name;E-mail';

  test('a damaged letter is a problem of its row, and affects no other', async () => {
    const file = Buffer.concat([
      Buffer.from(`${HEADER}\r\nZoë;Müller;a@a.example\r\nJos`),
      Buffer.from([0xe9]),
      Buffer.from(';Y;z@z.example\r\n'),
    ]);
    const importId = await upload(file);
    expect(await detail(importId)).toMatchObject({ encoding: 'utf-8', counts: { ready: 1, problem: 1 } });
    expect((await rowsOf(importId))[1]?.problems).toEqual([
      { field: 'firstName', message: 'First name has garbled characters. Type it again.' },
    ]);
  });

  test.each([
    ['utf-16le', Buffer.from([0xff, 0xfe])],
    ['utf-16be', Buffer.from([0xfe, 0xff])],
  ] as const)('%s with a mark', async (encoding, mark) => {
    const text = Buffer.from(`Vorname\tNachname\tE-Mail\r\nZoë\t李\ta@a.example\r\n`, 'utf16le');
    const importId = await upload(Buffer.concat([mark, encoding === 'utf-16le' ? text : text.swap16()]));
    expect(await detail(importId)).toMatchObject({ encoding, delimiter: '\t', counts: { ready: 1 } });
    expect((await rowsOf(importId))[0]?.values).toMatchObject({ firstName: 'Zoë', lastName: '李' });
  });

  test('is changed on the page: what was corrected, matched and chosen stays', async () => {
    // Windows Chinese, which cannot be told from Western text.
    const chinese = Buffer.from([0xd5, 0xc5]);
    const file = Buffer.concat([
      Buffer.from('A;B;C\r\n'),
      chinese,
      Buffer.from(';San;a@a.example\r\n'),
      Buffer.from('Li;Bo;nobody\r\n'),
    ]);
    const importId = await upload(file);
    expect(await detail(importId)).toMatchObject({ encoding: 'windows-1252' });
    const columns = { firstName: '1', lastName: '0', email: '2', companyName: '', hasHeader: true };
    const changed = await change(importId, {
      columns,
      corrections: typedIn({ 3: { email: 'li@l.example' } }),
      format: { encoding: 'gb18030', delimiter: ';' },
      choice: { mode: 'create_and_invite', locale: 'ar' },
    });
    if (!changed.ok) throw new Error(JSON.stringify(changed.error));
    const next = changed.value.importId;
    expect(next).not.toBe(importId);
    expect(await readImport(staff, importId)).toBeNull();
    expect(await detail(next)).toMatchObject({
      encoding: 'gb18030',
      mode: 'create_and_invite',
      locale: 'ar',
      match: { firstName: 1, lastName: 0 },
    });
    expect((await rowsOf(next)).map(({ state, values }) => [state, values.lastName, values.email])).toEqual([
      ['ready', '张', 'a@a.example'],
      ['ready', 'Li', 'li@l.example'],
    ]);
    expect(await query('select import_id from import_files')).toEqual([{ import_id: next }]);
  });

  test('that cannot be right changes nothing', async () => {
    const importId = await upload(`${HEADER}\nx,"y;Z;a@a.example\n`);
    const refused = await change(importId, { format: { encoding: 'utf-8', delimiter: ',' } });
    expect(refused).toMatchObject({ error: { fields: { file: 'unclosed_quote', row: '2' } } });
    expect(await statesOf(importId)).toEqual(['2 ready x,"y']);
  });

  test('the file goes with a customer who is erased, and can then no longer be read again', async () => {
    const known = await makeCustomer(staff);
    const importId = await upload(`${HEADER}\nK;L;${known.email}\nA;B;a@a.example\n`);
    const name = await query(`select business_name from customers where id = '${known.id}'`);
    const erased = { customerId: known.id, name: String(name[0]?.business_name) };
    expect((await eraseCustomer(await makeStaff('admin'), erased, NO_ORIGIN)).ok).toBe(true);
    expect(await query('select import_id from import_files')).toEqual([]);
    const format = { encoding: 'windows-1252', delimiter: ';' } as const;
    expect(await change(importId, { format })).toMatchObject({ error: { reason: 'file_gone' } });
    expect((await start(importId)).ok).toBe(true);
    await work(importId);
    expect(await detail(importId)).toMatchObject({ state: 'done', rowCount: 2, counts: { created: 1 } });
  });

  test('the file is kept only while it may be read again', async () => {
    const importId = await upload(`${HEADER}\nA;B;a@a.example\n`);
    await start(importId);
    expect(await query('select import_id from import_files')).toEqual([]);
  });
});

describe('what was typed is taken along when the import starts', () => {
  const FILE = 'First name,Last name,E-mail,Company\nAda,Byron,ada@a.example,\n,Li,bo@b.example,\nCy,Nero,nobody,\n';

  test('and its customers are created', async () => {
    const importId = await upload(FILE);
    expect((await start(importId, { corrections: typedIn({ 3: { firstName: 'Bo' } }) })).ok).toBe(true);
    await work(importId);
    expect((await emulator.customers()).map(({ email }) => email).sort()).toEqual(['ada@a.example', 'bo@b.example']);
    expect((await detail(importId)).counts).toMatchObject({ created: 2, problem: 1 });
  });

  test('with a new problem nothing starts, and what was typed is kept', async () => {
    const importId = await upload(FILE);
    const corrections = typedIn({ 3: { firstName: 'Bo' }, 4: { email: 'still nobody' } });
    expect(await start(importId, { corrections })).toMatchObject({
      error: { kind: 'conflict', reason: 'rows_open', fields: { rows: '4' } },
    });
    expect((await detail(importId)).state).toBe('draft');
    expect((await rowsOf(importId)).map(({ state, values }) => [state, values.email])).toEqual([
      ['ready', 'ada@a.example'],
      ['ready', 'bo@b.example'],
      ['problem', 'still nobody'],
    ]);
  });

  test('but rows that no one has touched do not hold it up', async () => {
    const importId = await upload(FILE);
    const untouched = typedIn({ 3: { firstName: '', email: 'bo@b.example' }, 4: { firstName: 'Cy', email: 'nobody' } });
    expect((await start(importId, { corrections: untouched })).ok).toBe(true);
  });

  test('a cell whose line break the browser has swallowed was not touched', async () => {
    const importId = await upload(
      'First name,Last name,E-mail,Company\nAda,Byron,ada@a.example,"Best\nCyd"\nBo,Li,b@b.example,\n',
    );
    expect((await start(importId, { corrections: typedIn({ 2: { companyName: 'BestCyd' } }) })).ok).toBe(true);
    await work(importId);
    expect((await detail(importId)).counts).toMatchObject({ created: 1, problem: 1 });
  });

  test('columns that were chosen are used first, and nothing starts unseen', async () => {
    const importId = await upload(FILE);
    const columns = { firstName: '1', lastName: '0', email: '2', companyName: '', hasHeader: true };
    expect(await start(importId, { columns })).toMatchObject({ error: { reason: 'columns_changed' } });
    expect(await detail(importId)).toMatchObject({ state: 'draft', match: { firstName: 1, lastName: 0 } });
    expect((await start(importId, { columns })).ok).toBe(true);
  });

  test('a column that is used twice changes nothing', async () => {
    const importId = await upload(FILE);
    const columns = { firstName: '1', lastName: '1', email: '2', companyName: '', hasHeader: true };
    const refused = await start(importId, { columns, corrections: typedIn({ 3: { firstName: 'Bo' } }) });
    expect(refused).toMatchObject({ error: { fields: { columns: 'used_twice' } } });
    expect(await statesOf(importId)).toEqual(['2 ready Ada', '3 problem ', '4 problem Cy']);
  });
});
