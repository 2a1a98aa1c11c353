import { expect, it } from 'vitest';
import { flaggedMessage } from './flagged-message';

const ITEM = {
  about: 'company',
  name: 'Acme Ltd',
  reason: 'Document unreadable',
  description: 'Send a scan.',
} as const;

it('is a text to the customer: greeting, 1Money’s own words, the way on', () => {
  const message = flaggedMessage({
    items: [ITEM, { about: 'person', name: null, reason: '', description: '' }],
    isRejected: false,
    business: 'Acme Ltd',
    locale: 'en',
    link: 'https://portal.example/i/token',
  });
  expect(message.split('\n')).toEqual([
    'Hello,',
    '',
    '1Money has looked at the answers of Acme Ltd and needs a correction or more information.',
    '',
    '- Acme Ltd: Document unreadable Send a scan.',
    '- A person',
    '',
    'https://portal.example/i/token',
  ]);
});

it('speaks the customer’s language around 1Money’s words, and names no link that does not live', () => {
  const message = flaggedMessage({ items: [ITEM], isRejected: false, business: 'Acme', locale: 'es', link: null });
  expect(message).toContain('Hola:');
  expect(message).toContain('Document unreadable');
  expect(message).not.toContain('http');
});
