import { expect, test } from 'vitest';
import { KYB_STATUSES } from '@/lib/kyb/status';
import { NOTICE_REASONS } from '@/lib/platform/db/column-values';
import { noticeKind, noticeOfStatus, noticeText } from './rules';

test('of the statuses, staff hear of those that want them and of the approval', () => {
  const told = KYB_STATUSES.filter((status) => noticeOfStatus(status) !== null);
  expect(told).toEqual(['PENDING_RESPONSE', 'REJECTED', 'APPROVED']);
  expect(noticeOfStatus('SOMETHING_NEW')).toBe('unrecognised');
});

test('only the status APPROVED is told as an approval', () =>
  expect(NOTICE_REASONS.filter((reason) => noticeKind(reason) === 'approved')).toEqual(['approved']));

test('who stands too long is told with the status', () =>
  expect(noticeText({ reason: 'waiting', status: 'UNDER_REVIEW' })).toBe('Too long in one status: Under review'));
