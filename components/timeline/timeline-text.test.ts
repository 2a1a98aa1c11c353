import { expect, it } from 'vitest';
import { sourceText } from './timeline-text';

it('says how a status was learned and how late', () => {
  expect(sourceText({ source: 'webhook', lagMs: 3_200 })).toBe('learnt by webhook, 3 s after 1Money changed it');
  expect(sourceText({ source: 'sweep', lagMs: 0 })).toBe(
    'learnt by the regular check, less than a second after 1Money changed it',
  );
  expect(sourceText({ source: 'create', lagMs: null })).toBe('learnt when it was created');
});
