import { describe, expect, it } from 'vitest';
import { columnLetters, isHeader, matchByContent, matchColumns, toColumnMatch } from './import-columns';

describe('columns are known by their names', () => {
  it.each([
    [['First name', 'Last name', 'E-mail', 'Company']],
    [['first_name', 'LAST_NAME', 'email_address', 'company_name']],
    [['Given Name', 'Surname', 'Email', 'Organisation']],
    [['Vorname', 'Nachname', 'E-Mail-Adresse', 'Firma']],
    [['Nombre', 'Apellidos', 'Correo electrónico', 'Empresa']],
    [['Prénom', 'Nom', 'Courriel', 'Société']],
    [['Contact first name', 'Contact last name', 'Business e-mail', 'Business name']],
    [['名', '姓', '邮箱', '公司名称']],
  ])('%j', (names) => {
    expect(matchColumns(names)).toEqual({ firstName: 0, lastName: 1, email: 2, companyName: 3 });
    expect(isHeader(names)).toBe(true);
  });

  it('in any order, with other columns between them, none used twice', () => {
    const match = matchColumns(['id', 'Company', 'Phone', 'mail', 'Notes', 'surname', 'Company name', 'forename']);
    expect(match).toEqual({ firstName: 7, lastName: 5, email: 3, companyName: 6 });
  });

  it('and what is not known stays open', () => {
    expect(matchColumns(['Full name', 'Handy'])).toEqual({
      firstName: null,
      lastName: null,
      email: null,
      companyName: null,
    });
    expect(isHeader(['Ada', 'Byron', 'ada@acme.example'])).toBe(false);
    expect(isHeader(['Email', 'ada@acme.example'])).toBe(false);
  });

  it('without names the addresses tell', () => {
    const rows = [
      ['1', 'x@y.example', 'Ada', 'Byron'],
      ['2', 'z@y.example', 'Bo', 'Li'],
    ];
    expect(matchByContent(rows, 4)).toEqual({ email: 1, firstName: 0, lastName: 2, companyName: 3 });
    expect(matchByContent([['Ada', 'Byron']], 2)).toEqual({
      email: null,
      firstName: 0,
      lastName: 1,
      companyName: null,
    });
  });

  it('letters like a spreadsheet', () => {
    expect([0, 25, 26, 27, 51, 52, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AB',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });

  it('chosen by hand: none twice, none that is not there', () => {
    const chosen = { firstName: '1', lastName: '0', email: '2', companyName: '' };
    expect(toColumnMatch(chosen, 3)).toEqual({ firstName: 1, lastName: 0, email: 2, companyName: null });
    expect(toColumnMatch({ ...chosen, email: '1' }, 3)).toBeNull();
    expect(toColumnMatch({ ...chosen, email: '3' }, 3)).toBeNull();
  });
});
