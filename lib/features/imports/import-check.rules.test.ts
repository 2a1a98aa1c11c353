import { describe, expect, it } from 'vitest';
import { ROW_STATES } from '@/lib/platform/db/column-values';
import { checkRow, rowValues, SeenEmails, swallowedRow } from './import-check.rules';
import { aboutText, accountFor, accountText, totalRows } from './import-view.rules';

const MATCH = { firstName: 0, lastName: 1, email: 2, companyName: 3 };

describe('a row is checked like the form for one customer', () => {
  it('and becomes the same customer', () => {
    expect(checkRow([' Zoë ', 'Li', ' ＡＤＡ@acme.example', ''], MATCH)).toEqual({
      customer: { firstName: 'Zoë', lastName: 'Li', email: 'ADA@acme.example', companyName: null },
      problems: [],
    });
  });

  it('every problem of it is told by column, in their order', () => {
    const { customer, problems } = checkRow(['', '<b>x</b>', 'nobody', 'x'.repeat(101)], MATCH);
    expect(customer).toBeNull();
    expect(problems).toEqual([
      { field: 'firstName', message: 'First name is needed.' },
      { field: 'lastName', message: 'Last name must be plain text without HTML.' },
      { field: 'email', message: 'Enter a valid email address. Example: name@company.com' },
      { field: 'companyName', message: 'Company may have at most 100 characters.' },
    ]);
  });

  it.each([
    ['a name of 255 characters', ['x'.repeat(255), 'B', 'a@b.example', 'x'.repeat(100)], 0],
    ['a name of 256', ['x'.repeat(256), 'B', 'a@b.example'], 1],
    ['a zero-width space', ['A\u200b', 'B', 'a@b.example'], 1],
    ['a right-to-left override', ['A', '\u202eB', 'a@b.example'], 1],
    ['two addresses', ['A', 'B', 'a@b.example, c@d.example'], 1],
    ['a row that is too short', ['A'], 2],
  ])('%s', (_, cells, problems) => {
    expect(checkRow(cells, MATCH).problems).toHaveLength(problems);
  });

  it('without a column for it, a needed field is missing in every row', () => {
    expect(checkRow(['Ada', 'Byron', 'a@b.example'], { ...MATCH, email: null }).problems).toEqual([
      { field: 'email', message: 'E-mail is needed.' },
    ]);
  });

  it('the apostrophe that an export put before a formula is no part of the text', () => {
    expect(rowValues(["'=1+1", "'+49", "O'Neil", "'t Hooft"], MATCH)).toEqual({
      firstName: '=1+1',
      lastName: '+49',
      email: "O'Neil",
      companyName: "'t Hooft",
    });
  });
});

describe('what programs put around an address is taken away', () => {
  it.each([
    ['mailto:dan@d.example', 'dan@d.example'],
    ['MAILTO:dan@d.example?subject=Hello', 'dan@d.example'],
    ['mailto:tim.o%27connor@d.example', "tim.o'connor@d.example"],
    ['mailto:100%@d.example', '100%@d.example'],
    ['Dan Orr <dan@d.example>', 'dan@d.example'],
    ['"Orr, Dan" <mailto:dan@d.example>', 'dan@d.example'],
    ["'dan@d.example'", 'dan@d.example'],
    ['\u200edan@d.example\u00a0', 'dan@d.example'],
    ["'+dan@d.example", '+dan@d.example'],
    ["'t.hooft@d.example", "'t.hooft@d.example"],
    ['<dan@d.example', '<dan@d.example'],
    ['nobody', 'nobody'],
  ])('%j', (cell, email) => {
    expect(rowValues(['', '', cell, ''], MATCH).email).toBe(email);
  });

  it('and marks of direction at the edges of a name, nowhere else', () => {
    expect(rowValues(['שרה\u200f', '\u200e Ada\u061c ', '', 'a\u200fb'], MATCH)).toMatchObject({
      firstName: 'שרה',
      lastName: 'Ada',
      companyName: 'a\u200fb',
    });
    for (const mark of ['\u202a', '\u202e', '\u2066', '\u200b', '\u200d'])
      expect(checkRow(['A', `B${mark}`, 'a@b.example'], MATCH).problems).toHaveLength(1);
  });
});

describe('a row that holds the rows below it', () => {
  const layout = { match: MATCH, delimiter: ',', width: 5 };
  const cells = (note: string) => ['Ada', 'Byron', 'ada@a.example', 'Acme', note];

  it.each([
    ['vip\nBob,Ray,bob@b.example,Best,', true],
    ['vip\r\nBob,Ray,bob@b.example,Best,x\r\nCyd,Poe,cyd@c.example,Crew,', true],
    ['two\nlines', false],
    ['Regards,\nAda, Sales, ada@a.example', false],
    ['Bob,Ray,bob@b.example,Best,', false],
  ])('%j: %j', (note, expected) => {
    expect(swallowedRow(cells(note), layout) !== null).toBe(expected);
  });

  it('cannot be told without a column of addresses', () => {
    const match = { ...MATCH, email: null };
    expect(swallowedRow(cells('vip\nBob,Ray,bob@b.example,Best,'), { ...layout, match })).toBeNull();
  });
});

describe('the rows of a file', () => {
  const counts = (each: Record<string, number>) => ({
    ...{ header: 1, problem: 0, existing: 0, ready: 0, working: 0, created: 0 },
    ...{ needs_review: 0, refused: 0, cancelled: 0 },
    ...each,
  });

  it('have all gone somewhere, whatever states they are in', () => {
    const all = counts(Object.fromEntries(ROW_STATES.map((state, at) => [state, at + 1])));
    const { created, open, leftOut, withProblem } = accountFor(all);
    expect(created + open + leftOut + withProblem).toBe(totalRows(all));
  });

  it('are told as a sum', () => {
    const found = { counts: counts({ ready: 2, problem: 1 }), rowCount: 3, skippedCount: 0 };
    expect(accountText({ ...found, state: 'draft' })).toBe('3 rows in the file: 2 ready, 1 with a problem.');
    expect(accountText({ ...found, state: 'running' })).toBe('3 rows in the file: 2 to go, 1 with a problem.');
    const one = { counts: counts({ created: 1 }), rowCount: 1, skippedCount: 2 };
    expect(accountText({ ...one, state: 'done' })).toBe(
      '1 row in the file: 1 created. 2 lines above the column names skipped.',
    );
  });
});

describe('the same address twice in a file', () => {
  it('is told at the later row, whatever its letters are', () => {
    const book = new SeenEmails();
    expect(book.enter('Ops@Acme.example', 2)).toBeNull();
    expect(book.enter('other@acme.example', 3)).toBeNull();
    expect(book.enter(' ｏps@acme.EXAMPLE', 4)).toMatchObject({
      field: 'email',
      message: expect.stringContaining('Row 2 has the same address'),
    });
  });
});

describe('how long an import takes', () => {
  it.each([
    [1_000, 'less than a minute'],
    [61_000, 'about 2 min'],
    [3_600_000, 'about 1 h'],
    [10_000_000, 'about 2 h 47 min'],
  ])('%i ms: %s', (ms, text) => {
    expect(aboutText(ms)).toBe(text);
  });
});
