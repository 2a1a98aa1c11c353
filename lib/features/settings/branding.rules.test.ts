import { describe, expect, it } from 'vitest';
import { brandingInput, contrastWithWhite } from './branding.rules';

const GOOD = { partnerName: 'Northwind', accent: '#3a49c8', supportEmail: '', privacyUrl: '', termsUrl: '' };

function problemOf(change: Partial<typeof GOOD>): string | undefined {
  const parsed = brandingInput.safeParse({ ...GOOD, ...change });
  return parsed.success ? undefined : parsed.error.issues.map(({ path, message }) => `${path}: ${message}`).join(' ');
}

describe('branding as typed', () => {
  it('takes a name and a colour; what is empty is not set', () =>
    expect(brandingInput.parse({ partnerName: '  Northwind  ', accent: '#3A49C8', supportEmail: ' ' })).toEqual({
      partnerName: 'Northwind',
      accent: '#3A49C8',
      supportEmail: null,
      privacyUrl: null,
      termsUrl: null,
    }));

  it('writes addresses as browsers read them', () =>
    expect(brandingInput.parse({ ...GOOD, termsUrl: 'https://Terms.example/a b\u0000?x="y"' }).termsUrl).toBe(
      'https://terms.example/a%20b%00?x=%22y%22',
    ));

  it.each([
    [{ partnerName: '' }, 'partnerName'],
    [{ partnerName: ' ' }, 'partnerName'],
    [{ partnerName: 'x'.repeat(81) }, 'partnerName'],
    [{ partnerName: 'North\u202ewind' }, 'invisible'],
    [{ partnerName: 'North\u0000wind' }, 'invisible'],
    [{ partnerName: 'North\r\nBcc: x@y.example' }, 'line break'],
    [{ accent: 'red' }, 'not a colour'],
    [{ accent: '#fff' }, 'not a colour'],
    [{ accent: '#3a49c8;x' }, 'not a colour'],
    [{ accent: '#ffffff' }, 'hard to read'],
    [{ accent: '#f5a623' }, 'hard to read'],
    [{ accent: '#808080' }, 'hard to read'],
    [{ supportEmail: 'help' }, 'supportEmail'],
    [{ privacyUrl: 'http://northwind.example' }, 'https://'],
    [{ privacyUrl: 'javascript:alert(1)' }, 'https://'],
    [{ termsUrl: '//northwind.example' }, 'https://'],
    [{ termsUrl: `https://northwind.example/${'x'.repeat(500)}` }, '500'],
  ])('refuses %o', (change, words) => expect(problemOf(change)).toContain(words));

  it('refuses fields it does not know', () =>
    expect(brandingInput.safeParse({ ...GOOD, logo: 'data:image/png;base64,' }).success).toBe(false));
});

// Known answers of WCAG 2.
it.each([
  ['#ffffff', 1],
  ['#000000', 21],
  ['#767676', 4.54],
  ['#777777', 4.48],
  ['#ff0000', 4],
])('white on %s has a contrast of %d', (colour, contrast) =>
  expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 2),
);
