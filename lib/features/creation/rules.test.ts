import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerId, customerIdInput } from '@/lib/platform/input/customer-id';
import { newCustomerInput } from './rules';

/** Half from the first pages of Unicode, where the trouble is; lone surrogates included. */
const anyCharacter = fc
  .oneof(fc.nat({ max: 0x2100 }), fc.nat({ max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

const good = {
  firstName: 'Zoë',
  lastName: 'Nguyễn-O’Brien',
  email: 'ops+kyb@acme.example',
  companyName: 'Müller & Söhne "株式会社" GmbH',
  intentId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
};

function problems(change: Record<string, unknown>): string[] {
  const parsed = newCustomerInput.safeParse({ ...good, ...change });
  return parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
}

describe('a new customer', () => {
  it('keeps what was typed, trimmed and composed', () => {
    expect(newCustomerInput.parse({ ...good, firstName: '  Zoe\u0308 ' })).toEqual(good);
  });

  it.each([undefined, '', '   '])('needs no company (%j)', (companyName) => {
    expect(newCustomerInput.parse({ ...good, companyName }).companyName).toBeNull();
  });

  it.each([
    ['firstName', 255],
    ['lastName', 255],
    ['companyName', 100],
  ] as const)('%s may have %d characters and no more', (field, max) => {
    expect(problems({ [field]: 'x'.repeat(max) })).toEqual([]);
    expect(problems({ [field]: 'x'.repeat(max + 1) })).toEqual([field]);
    expect(problems({ [field]: '𠮷'.repeat(max) })).toEqual([]);
    expect(problems({ [field]: '𠮷'.repeat(max + 1) })).toEqual([field]);
  });

  it.each(['firstName', 'lastName', 'email', 'intentId'])('%s is needed', (field) => {
    for (const value of [undefined, null, '', '  ', 5, [], {}]) expect(problems({ [field]: value })).toEqual([field]);
  });

  const deceptive = [
    'a\u0000b',
    'a\u202eb',
    'a\u200bb',
    'a\nb',
    '<b>x</b>',
    '</script>',
    '<img src=x>',
    '&#60;',
    'javascript:x',
    '\ufeffa\u2066',
    'a\u061cb',
    'a\u00adb',
    'a\u3164b',
    'a\u034fb',
    'a\ufe0fb',
    'a\ud800b',
    'a\u{e0041}b',
  ];
  it.each(deceptive)('%j is refused in every name', (text) => {
    for (const field of ['firstName', 'lastName', 'companyName']) expect(problems({ [field]: text })).toEqual([field]);
    // A colon is legal before the @, and an address is never used as a link target.
    if (!text.startsWith('javascript')) expect(problems({ email: `${text}@acme.example` })).toEqual(['email']);
  });

  it.each(['1 < 2', 'a & b', '=1+1', "O'Neil", 'Smith, John', '@home', '100%'])('%j is an ordinary name', (text) => {
    expect(problems({ firstName: text, lastName: text, companyName: text })).toEqual([]);
  });

  it.each(['ops@acme.example', 'a.b+c@sub.acme.example', 'ö@ü.example', 'ｏｐｓ@acme.example'])(
    '%j is an address',
    (email) => expect(problems({ email })).toEqual([]),
  );

  it.each([
    'ops',
    '@acme.example',
    'ops@',
    'ops@acme',
    'a@b@c.example',
    'a b@c.example',
    '"a"@b.example',
    'a,b@c.example',
    'a@b.example, c@d.example',
    'a@b.',
    'Name <a@b.example>',
    `${'x'.repeat(250)}@a.example`,
  ])('%j is no address', (email) => expect(problems({ email })).toEqual(['email']));

  it('folds full-width addresses', () =>
    expect(newCustomerInput.parse({ ...good, email: ' ｏｐｓ@acme.example ' }).email).toBe('ops@acme.example'));

  it.each(['id', 'role', 'status', 'customerType', '__proto__x'])('refuses the extra key %s', (key) => {
    expect(newCustomerInput.safeParse({ ...good, [key]: 'x' }).success).toBe(false);
  });

  it('never holds a character that hides or reorders', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }), (text) => {
        const parsed = newCustomerInput.safeParse({ ...good, lastName: text });
        if (parsed.success)
          expect(parsed.data.lastName).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe('an id', () => {
  it.each(['6f1c1f0e-8a54-4f0b-9d0c-2b1d7c3a9e10', 'cus_123', 'x', 'x'.repeat(64)])('%j may name a customer', (id) =>
    expect(customerId.safeParse(id).success).toBe(true),
  );
  it.each(['', 'a/b', '..', 'a b', 'ü', 'a\n', 'x'.repeat(65), '%2e', null, 5])('%j may not', (id) => {
    expect(customerId.safeParse(id).success).toBe(false);
    expect(customerIdInput.safeParse({ customerId: id }).success).toBe(false);
  });
  it('comes alone', () => expect(customerIdInput.safeParse({ customerId: 'x', role: 'admin' }).success).toBe(false));
});
