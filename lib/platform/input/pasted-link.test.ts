import { describe, expect, it } from 'vitest';
import { findJwt, findToken, mendAddress } from './pasted-link';

const TOKEN = `_a-${'Bc1'.repeat(13)}-`;
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.${'s'.repeat(43)}`;

/** As a browser would ask for it. */
const mend = (address: string) => mendAddress(new URL(address, 'https://portal.example'));

const GLUED: readonly (readonly [what: string, link: (whole: string) => string])[] = [
  ['a full stop', (whole) => `${whole}.`],
  ['a comma', (whole) => `${whole},`],
  ['a semicolon', (whole) => `${whole};`],
  ['a bracket', (whole) => `${whole})`],
  ['an angle bracket', (whole) => `${whole}>`],
  ['a quote', (whole) => `${whole}"`],
  ['a typographic quote', (whole) => `${whole}”`],
  ['an asterisk', (whole) => `${whole}*`],
  ['an equals sign', (whole) => `${whole}=`],
  ['a blank', (whole) => `${whole}%20`],
  ['a blank and words', (whole) => `${whole}%20Thank you`],
  ['words', (whole) => `${whole}Thanks`],
  ['a line break and words', (whole) => `${whole}%0D%0AThanks`],
  ['a zero-width space', (whole) => `${whole}\u200b`],
  ['a byte order mark', (whole) => `${whole}\ufeff`],
  ['a soft hyphen inside', (whole) => `${whole.slice(0, -9)}\u00ad${whole.slice(-9)}`],
  ['a line break inside', (whole) => `${whole.slice(0, -9)}%0D%0A%20${whole.slice(-9)}`],
  ['a break of quoted-printable inside', (whole) => `${whole.slice(0, -9)}=${whole.slice(-9)}`],
  ['several at once', (whole) => `${whole}%3E),.%20`],
];

describe.each(GLUED)('a link with %s', (_what, glue) => {
  it.each([`/i/${TOKEN}`, `/password/${TOKEN}`])('leads to %s', (path) => expect(mend(glue(path))).toBe(path));
  it('leads to the page that was left for the form', () =>
    expect(mend(glue(`/onboarding/return?state=${JWT}`))).toBe(`/onboarding/return?state=${JWT}`));
});

describe('a mangled address', () => {
  it.each([
    [`/i/<${TOKEN}>`, `/i/${TOKEN}`],
    [`/i/${TOKEN}/reminders.`, `/i/${TOKEN}/reminders`],
    [`/i/${TOKEN}/reminders%3E`, `/i/${TOKEN}/reminders`],
    [`/i/${TOKEN}./reminders`, `/i/${TOKEN}/reminders`],
    [`/i/${TOKEN}/Thanks`, `/i/${TOKEN}`],
    ['/onboarding.', '/onboarding'],
    ['/onboarding)', '/onboarding'],
    ['/onboarding/%20', '/onboarding'],
    ['/onboarding/customer-1).', '/onboarding/customer-1'],
    ['/onboarding/return).', '/onboarding/return'],
    [`/onboarding/return?state=3D${JWT}`, `/onboarding/return?state=${JWT}`],
    [`/onboarding/return?state=${JWT}?customer_id=1`, `/onboarding/return?state=${JWT}`],
  ])('%s means %s', (given, meant) => {
    expect(mend(given)).toBe(meant);
    expect(mend(meant)).toBeNull();
  });

  it.each([
    `/i/${TOKEN}`,
    `/i/${TOKEN}?from=mail`,
    `/i/${TOKEN}/reminders`,
    `/password/${TOKEN}`,
    '/onboarding',
    '/onboarding?page=2',
    '/onboarding/customer-1',
    `/onboarding/return?state=${JWT}`,
    `/onboarding/return?state=${JWT}&customer_id=1`,
    '/onboarding/return?state=nonsense',
    '/onboardings',
    '/customers/customer-1).',
    '/',
  ])('%s is left alone', (address) => expect(mend(address)).toBeNull());

  it.each([`/i/${TOKEN.slice(0, 42)}`, `/i/${TOKEN.slice(0, 20)}=`, '/i/', '/i/%E0%A4%A', '/password/short.'])(
    'that is not whole cannot be mended: %s',
    (address) => expect(mend(address)).toBeNull(),
  );
});

it('finds no token in what is too short for one', () => {
  expect(findToken(TOKEN.slice(1))).toBeNull();
  expect(findJwt(JWT.slice(0, -1))).toBeNull();
  expect(findJwt(` ${JWT}\n`)).toBe(JWT);
});
