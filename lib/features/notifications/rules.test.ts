import { expect, test } from 'vitest';
import { KYB_STATUSES } from '@/lib/kyb/status';
import { NOTIFICATION_REASONS } from '@/lib/platform/db/column-values';
import { notificationKind, notificationOfStatus, notificationText } from './rules';

test('of the statuses, staff hear of those that want them and of the approval', () => {
  const told = KYB_STATUSES.filter((status) => notificationOfStatus(status) !== null);
  expect(told).toEqual(['PENDING_RESPONSE', 'REJECTED', 'APPROVED']);
  expect(notificationOfStatus('SOMETHING_NEW')).toBe('unrecognised');
});

test('only the status APPROVED is told as an approval', () =>
  expect(NOTIFICATION_REASONS.filter((reason) => notificationKind(reason) === 'approved')).toEqual(['approved']));

test('who stands too long is told with the status', () =>
  expect(notificationText({ reason: 'waiting', status: 'UNDER_REVIEW' })).toBe('Too long in one status: Under review'));
