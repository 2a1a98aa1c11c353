import { describe, expect, it } from 'vitest';
import { columnLetters, findHeader, matchByContent, matchColumns, toColumnMatch } from './import-columns.rules';

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
    [['الاسم الأول', 'اسم العائلة', 'البريد الإلكتروني', 'الشركة']],
    // Outlook, in four of its languages.
    [['First Name', 'Last Name', 'E-mail Address', 'Company']],
    [['Prénom', 'Nom', 'Adresse de messagerie', 'Société']],
    [['Nombre', 'Apellidos', 'Dirección de correo electrónico', 'Compañía']],
    [['Nome', 'Apelido', 'Endereço de Email', 'Empresa']],
  ])('%j', (names) => {
    expect(matchColumns(names)).toEqual({ firstName: 0, lastName: 1, email: 2, companyName: 3 });
    expect(findHeader([names])).toBe(0);
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
    expect(findHeader([['Ada', 'Byron', 'ada@acme.example']])).toBeNull();
    expect(findHeader([['Email', 'ada@acme.example']])).toBeNull();
  });

  it.each([
    [['First Name', 'Middle Name', 'Last Name', 'Organization Name', 'Labels', 'E-mail 1 - Label', 'E-mail 1 - Value']],
    [['Given Name', 'x', 'Family Name', 'Organization 1 - Name', 'y', 'E-mail 1 - Type', 'E-mail 1 - Value']],
    [['First Name', 'Title', 'Last Name', 'Company', 'E-mail Type', 'E-mail Display Name', 'E-mail Address']],
  ])('Google’s and Outlook’s among columns of other things: %j', (names) => {
    expect(matchColumns(names)).toEqual({ firstName: 0, lastName: 2, email: 6, companyName: 3 });
  });

  const header = ['Vorname', 'Nachname', 'E-Mail', 'Firma'];
  const row = ['Ada', 'Byron', 'ada@acme.example', 'Acme'];
  it.each([
    ['a title', [['Kundenliste 2026'], header, row], 1],
    ['titles that look like names or hold an address', [['Company'], ['Made by ops@partner.example'], header, row], 2],
    ['a report with a date', [['Customers', '2026-01-31'], ['First name', 'Email'], row], 1],
    ['no names', [row, row], null],
    ['a row that looks like names below the first row', [row, ['First', 'Last', '', 'Company']], null],
    ['one name in the middle', [['x', 'y'], ['Company', 'z'], row], null],
    ['nothing', [], null],
  ])('below %s', (_, rows, at) => {
    expect(findHeader(rows)).toBe(at);
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
