import { expect, test } from 'vitest';
import { LISTED_STATUSES, turnOfListed } from './listed-status';
import { isKnownKybStatus, STATUS_RULES, TURNS } from './status';
import { STATUS_ORDER, toStatusPlace } from './status-order';

test('every status has one place: by whose turn it is, then as in the status table', () => {
  expect([...STATUS_ORDER].sort()).toEqual([...LISTED_STATUSES].sort());
  const turns = STATUS_ORDER.map((status) => TURNS.indexOf(turnOfListed(status)));
  expect(turns).toEqual([...turns].sort((a, b) => a - b));
  expect(STATUS_ORDER.filter(isKnownKybStatus)).toEqual(Object.keys(STATUS_RULES));
});

test('whatever the instant, no one stands among those of another status', () => {
  const instants = ['0001-01-01', '1970-01-01', '2026-11-27', '9999-12-31'].map((day) => new Date(day));
  const places = STATUS_ORDER.flatMap((status) => instants.map((since) => toStatusPlace(status, since)));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places.every(Number.isSafeInteger)).toBe(true);
  expect(new Set(places.map((place) => Math.floor(place / 1e14))).size).toBe(STATUS_ORDER.length);
});
