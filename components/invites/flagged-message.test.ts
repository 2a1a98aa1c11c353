import { expect, it } from 'vitest';
import { flaggedMessage } from './flagged-message';

const ITEM = {
  about: 'company',
  name: 'Acme Ltd',
  reason: 'Document unreadable',
  description: 'Send a scan.\nColor, please.',
} as const;
const SILENT = { about: 'person', name: null, reason: '', description: '' } as const;
const INVITE = { by: 'invite', link: 'https://portal.example/i/token' } as const;
const message = (changes: Partial<Parameters<typeof flaggedMessage>[0]> = {}) =>
  flaggedMessage({
    items: [ITEM, SILENT],
    isRejected: false,
    business: 'Acme Ltd',
    locale: 'en',
    way: INVITE,
    ...changes,
  });

it("has a greeting, 1Money's own words on separate lines, and the way to the form", () => {
  expect(message().split('\n')).toEqual([
    'Hello,',
    '',
    '1Money reviewed Acme Ltd and needs more information.',
    '',
    '- Acme Ltd',
    '  Document unreadable',
    '  Send a scan.',
    '  Color, please.',
    '- A person',
    '  1Money gave no further words.',
    '',
    'Open the form here:',
    'https://portal.example/i/token',
  ]);
});

it('says so after a rejection', () => {
  expect(message({ isRejected: true })).toContain('1Money did not approve Acme Ltd.');
});

it('uses the customer’s language around 1Money’s words, also if there are none', () => {
  const spanish = message({ locale: 'es' });
  for (const words of ['Hola:', 'Document unreadable', '- Una persona', '1Money no dio más detalles.'])
    expect(spanish).toContain(words);
});

it('says how to reach the form without a valid invite: sign in, or ask', () => {
  const signIn = message({ way: { by: 'sign_in', link: 'https://portal.example/onboarding' } });
  expect(signIn).toMatch(/Sign in with your email address to open the form:\nhttps:\/\/portal\.example\/onboarding$/);
  const ask = message({ way: { by: 'staff' } });
  expect(ask).toMatch(/Reply to this message and we will send you a link to the form\.$/);
  expect(ask).not.toContain('http');
});
