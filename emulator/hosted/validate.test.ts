import { describe, expect, it } from 'vitest';
import type { CompanyAnswers, PersonAnswers } from '../model';
import { listCountries } from './countries';
import { toDisplayName } from './file-type';
import { validateCompany, validatePerson } from './validate';

const TODAY = '2026-03-01';

const company: CompanyAnswers = {
  legalName: 'Acme Ltd',
  businessType: 'llc',
  registrationNumber: 'HRB 1234',
  dateOfIncorporation: '2015-05-01',
  incorporationCountry: 'DEU',
  taxId: '12-3456789',
  description: 'Sells things.',
};

const person: PersonAnswers = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@acme.example',
  birthDate: '1985-12-10',
  nationality: 'GBR',
  roles: ['director'],
};

describe('company answers', () => {
  it('accepts a complete company, with and without a website', () => {
    expect(validateCompany(company, TODAY)).toEqual([]);
    expect(validateCompany({ ...company, website: 'https://acme.example/shop' }, TODAY)).toEqual([]);
  });

  it.each<[keyof CompanyAnswers, string, string]>([
    ['legalName', '   ', 'required'],
    ['legalName', 'x'.repeat(256), 'tooLong'],
    ['legalName', 'Acme <b>', 'markup'],
    ['legalName', 'Acme \u202Edtl', 'characters'],
    ['legalName', 'Acme\u200B', 'characters'],
    ['businessType', 'cooperative', 'choice'],
    ['registrationNumber', '#1', 'identifier'],
    ['dateOfIncorporation', '2025-02-29', 'date'],
    ['dateOfIncorporation', '01.02.2025', 'date'],
    ['dateOfIncorporation', '1492-01-01', 'date'],
    ['dateOfIncorporation', '2026-03-02', 'dateInFuture'],
    ['incorporationCountry', 'DE', 'choice'],
    ['incorporationCountry', 'XXX', 'choice'],
    ['taxId', 'a@b', 'identifier'],
    ['website', 'javascript:alert(1)', 'website'],
    ['website', 'https://user:pass@acme.example', 'website'],
    ['website', 'acme', 'website'],
    ['description', 'x'.repeat(1001), 'tooLong'],
    ['description', 'bell\u0007', 'characters'],
  ])('refuses %s %j as %s', (field, value, code) => {
    expect(validateCompany({ ...company, [field]: value }, TODAY)).toEqual([{ field, code }]);
  });

  it('accepts an incorporation today, several lines, and "a < b"', () => {
    const given = { ...company, dateOfIncorporation: TODAY, description: 'One\nTwo: a < b' };
    expect(validateCompany(given, TODAY)).toEqual([]);
  });
});

describe('person answers', () => {
  it('counts eighteen years to the day', () => {
    expect(validatePerson({ ...person, birthDate: '2008-03-01' }, TODAY)).toEqual([]);
    expect(validatePerson({ ...person, birthDate: '2008-03-02' }, TODAY)).toEqual([
      { field: 'birthDate', code: 'adult' },
    ]);
  });

  it.each<[keyof PersonAnswers, unknown, string]>([
    ['email', 'ada', 'email'],
    ['email', 'ada@acme', 'email'],
    ['email', 'a@b@acme.example', 'email'],
    ['email', 'ada,grace@acme.example', 'email'],
    ['email', 'ada..grace@acme.example', 'email'],
    ['nationality', '', 'required'],
    ['ownershipPercent', '101', 'percentage'],
    ['ownershipPercent', '-1', 'percentage'],
    ['ownershipPercent', '1e1', 'percentage'],
    ['ownershipPercent', '12,5', 'percentage'],
    ['roles', [], 'rolesMissing'],
  ])('refuses %s %j as %s', (field, value, code) => {
    expect(validatePerson({ ...person, [field]: value }, TODAY)).toEqual([{ field, code }]);
  });

  it.each<[keyof PersonAnswers, string]>([
    ['email', " tim.o'connor@acme.example "],
    ['firstName', 'علی\u200cرضا'],
    ['lastName', '👩\u200d🍳'],
  ])('accepts %s %j', (field, value) => {
    expect(validatePerson({ ...person, [field]: value }, TODAY)).toEqual([]);
  });

  it('wants a share from a beneficial owner', () => {
    const owner: PersonAnswers = { ...person, roles: ['owner'] };
    expect(validatePerson(owner, TODAY)).toEqual([{ field: 'ownershipPercent', code: 'ownershipMissing' }]);
    expect(validatePerson({ ...owner, ownershipPercent: '33.34' }, TODAY)).toEqual([]);
  });
});

describe('countries', () => {
  it('are 249 by alpha-3 code, each with a name of its own', () => {
    const countries = listCountries('en-US');
    expect(countries).toHaveLength(249);
    expect(new Set(countries.map(({ name }) => name)).size).toBe(249);
    expect(countries.filter(({ code, name }) => !/^[A-Z]{3}$/.test(code) || name.length < 3)).toEqual([]);
  });
});

describe('file names', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a.pdf', 'a.pdf'],
    ['a\u0000\u202Eb.pdf', 'ab.pdf'],
    ['', 'document'],
  ])('%j is kept as %j', (given, kept) => {
    expect(toDisplayName(given)).toBe(kept);
  });
});
