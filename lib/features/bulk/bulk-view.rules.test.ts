import { expect, test } from 'vitest';
import { BULK_REASONS } from './bulk-eligibility.rules';
import { dryRunText, itemText, rowReasonText } from './bulk-view.rules';

const counts = { ready: 14, working: 0, done: 0, skipped: 6, failed: 0 };

test('the dry run is one sentence with its reasons', () => {
  expect(dryRunText({ act: 'invite', counts, reasons: [{ reason: 'in_review', count: 6 }] })).toBe(
    '14 of 20 customers can be invited; 6 are in review',
  );
  const mixed = [
    { reason: 'approved', count: 1 },
    { reason: 'already_invited', count: 1_200 },
  ];
  expect(dryRunText({ act: 'remind', counts: { ...counts, skipped: 1_201 }, reasons: mixed })).toBe(
    '14 of 1,215 customers can be reminded; 1 is approved; 1,200 have a living invite',
  );
});

test('every reason and every state has words; an unknown one is shown, not hidden', () => {
  for (const reason of BULK_REASONS) expect(rowReasonText(reason)).toMatch(/^[A-Z][^_]+$/);
  expect(itemText({ state: 'failed', reason: 'upstream_unavailable', outcome: null }, 'done').text).toBe(
    '1Money could not be reached',
  );
  expect(itemText({ state: 'skipped', reason: 'what_is_this', outcome: null }, 'done').text).toBe('What is this');
});
