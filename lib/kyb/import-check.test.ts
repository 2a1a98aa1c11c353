import { describe, expect, it } from 'vitest';
import { checkRow, EmailBook, rowValues } from './import-check';
import { aboutText } from './import-view';

const MATCH = { firstName: 0, lastName: 1, email: 2, companyName: 3 };

describe('a row is judged like the form for one customer', () => {
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

describe('the same address twice in a file', () => {
  it('is told at the later row, whatever its letters are', () => {
    const book = new EmailBook();
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
