import { expect, it } from 'vitest';
import { eventDetails } from './event-details';

it('shows a status change in the words of the list, with its source', () => {
  expect(eventDetails({ from: 'INIT', to: 'UNDER_REVIEW', source: 'webhook' })).toEqual([
    'Not submitted → Under review',
    'by webhook',
  ]);
});

it('shows the raw value of an unknown status', () => {
  expect(eventDetails({ from: 'UNDER_REVIEW', to: 'ON_HOLD' })).toEqual(['Under review → Unknown status (ON_HOLD)']);
  expect(eventDetails({ kind: 'not_editable', status: 'ON_HOLD' })).toEqual([
    'Reason: not editable',
    'KYB status: Unknown status (ON_HOLD)',
  ]);
});

it('labels known details and shows others as stored', () => {
  expect(
    eventDetails({ kind: 'not_editable', status: 'APPROVED', account: null, colour: 'blue', constructor: 1 }),
  ).toEqual(['Reason: not editable', 'KYB status: Approved', 'colour: blue', 'constructor: 1']);
});

it('shows instants in readable form', () => {
  expect(eventDetails({ expiresAt: '2026-11-03T10:00:00.123Z' })).toEqual([
    'Link valid until: 2026-11-03 10:00:00 UTC',
  ]);
});
