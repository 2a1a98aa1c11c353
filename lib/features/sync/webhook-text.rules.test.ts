import { expect, it } from 'vitest';
import { deliveryOutcomeText, duplicatesText } from './webhook-text.rules';

it('says what came of a webhook, and shows unknown words as they are', () => {
  expect(deliveryOutcomeText('changed')).toBe('it told of a change');
  expect(deliveryOutcomeText('some_new_word')).toBe('some new word');
  expect(deliveryOutcomeText('constructor')).toBe('constructor');
  expect(deliveryOutcomeText(null)).toBeNull();
});

it('counts the first delivery among the times a webhook was received', () => {
  expect(duplicatesText(0)).toBeNull();
  expect(duplicatesText(2)).toBe('received 3 times');
});
