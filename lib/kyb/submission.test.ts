import { describe, expect, it } from 'vitest';
import { mayBeSubmitted, SUBMISSION_LAG_MS } from './submission';

const RETURNED_AT = new Date('2026-11-30T12:00:00Z');
const later = (ms: number) => new Date(RETURNED_AT.getTime() + ms);
const back = {
  status: 'INIT',
  statusSince: '2026-11-28T12:00:00Z',
  lastLinkAt: '2026-11-30T11:50:00Z',
  returnedAt: RETURNED_AT,
  now: later(0),
};

describe('a form that was just left', () => {
  it.each(['INIT', 'PENDING_RESPONSE', 'REJECTED'])('may have been submitted while %s is unchanged', (status) => {
    expect(mayBeSubmitted({ ...back, status })).toBe(true);
    expect(mayBeSubmitted({ ...back, status, now: later(SUBMISSION_LAG_MS - 1) })).toBe(true);
    expect(mayBeSubmitted({ ...back, status, now: later(SUBMISSION_LAG_MS) })).toBe(false);
  });

  it.each(['PENDING_REVIEW', 'UNDER_REVIEW', 'APPROVED', 'PROVISIONING', 'SOMETHING_NEW'])(
    '%s is an answer',
    (status) => expect(mayBeSubmitted({ ...back, status })).toBe(false),
  );

  it('a status that came after the form was opened is an answer', () => {
    const statusSince = '2026-11-30T11:59:00Z';
    expect(mayBeSubmitted({ ...back, status: 'PENDING_RESPONSE', statusSince })).toBe(false);
  });

  it('may have been submitted where it is not known since when a status stands or who opened the form', () => {
    expect(mayBeSubmitted({ ...back, statusSince: null })).toBe(true);
    expect(mayBeSubmitted({ ...back, lastLinkAt: null })).toBe(true);
  });
});
