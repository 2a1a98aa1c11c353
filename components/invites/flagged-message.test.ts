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

it('is a text to the customer: greeting, each of 1Money’s own words on its line, the way on', () => {
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

it('says after a rejection that it was one', () => {
  expect(message({ isRejected: true })).toContain('1Money did not approve Acme Ltd.');
});

it('speaks the customer’s language around 1Money’s words, also where there are none', () => {
  const spanish = message({ locale: 'es' });
  for (const words of ['Hola:', 'Document unreadable', '- Una persona', '1Money no dio más detalles.'])
    expect(spanish).toContain(words);
});

it('says how to get to the form without a living invite: by signing in, or by asking', () => {
  const signIn = message({ way: { by: 'sign_in', link: 'https://portal.example/onboarding' } });
  expect(signIn).toMatch(/Sign in with your email address to open the form:\nhttps:\/\/portal\.example\/onboarding$/);
  const ask = message({ way: { by: 'staff' } });
  expect(ask).toMatch(/Reply to this message and we will send you a link to the form\.$/);
  expect(ask).not.toContain('http');
});
