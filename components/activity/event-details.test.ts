import { expect, it } from 'vitest';
import { eventDetails } from './event-details';

it('tells a change of status in the words of the list, and how it was learned', () => {
  expect(eventDetails({ from: 'INIT', to: 'UNDER_REVIEW', source: 'webhook' })).toEqual([
    'Not submitted → Under review',
    'by webhook',
  ]);
});

it('tells of a status that is not known which one it was', () => {
  expect(eventDetails({ from: 'UNDER_REVIEW', to: 'ON_HOLD' })).toEqual(['Under review → Unknown status (ON_HOLD)']);
  expect(eventDetails({ kind: 'not_editable', status: 'ON_HOLD' })).toEqual([
    'Reason: not editable',
    'KYB status: Unknown status (ON_HOLD)',
  ]);
});

it('names the facts it knows and shows the others as they were stored', () => {
  expect(
    eventDetails({ kind: 'not_editable', status: 'APPROVED', account: null, colour: 'blue', constructor: 1 }),
  ).toEqual(['Reason: not editable', 'KYB status: Approved', 'colour: blue', 'constructor: 1']);
});

it('writes instants for people', () => {
  expect(eventDetails({ expiresAt: '2026-11-03T10:00:00.123Z' })).toEqual([
    'Link valid until: 2026-11-03 10:00:00 UTC',
  ]);
});
