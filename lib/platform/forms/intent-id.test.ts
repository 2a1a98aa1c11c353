import { expect, test } from 'vitest';
import { z } from 'zod';
import { toIntentId } from './intent-id';

const FORM = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

test('the same form with the same content is one request', () => {
  expect(toIntentId(FORM, ['Ada', null])).toBe(toIntentId(FORM, ['Ada', null]));
});

test('other content, another form, or the same text in other fields is another request', () => {
  const ids = [
    toIntentId(FORM, ['Ada', 'Byron']),
    toIntentId(FORM, ['Ada', 'Lovelace']),
    toIntentId(FORM, ['AdaByron', '']),
    toIntentId(FORM, ['AdaByron', null]),
    toIntentId(FORM, ['Ada","Byron']),
    toIntentId('7c9e6679-7425-40de-944b-e07fc1f90ae8', ['Ada', 'Byron']),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('an intent id is a UUID, as ids of notes have to be', () => {
  expect(z.uuid().safeParse(toIntentId(FORM, ['Ada'])).success).toBe(true);
});
