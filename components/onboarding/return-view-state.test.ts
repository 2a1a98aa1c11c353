import { describe, expect, it } from 'vitest';
import { toReturnViewState } from './return-view-state';

describe('the view of the return page', () => {
  it.each([
    ['INIT', 'not_finished'],
    ['PENDING_RESPONSE', 'needs_answer'],
    ['REJECTED', 'not_approved'],
    ['PENDING_REVIEW', 'received'],
    ['UNDER_REVIEW', 'received'],
    ['ESCALATED', 'received'],
    ['PENDING_APPROVAL', 'received'],
    ['PROVISIONING', 'setting_up'],
    ['APPROVED', 'done'],
    ['SOMETHING_NEW', 'received'],
    ['UNKNOWN', 'received'],
    [null, 'unreachable'],
  ])('for %s is %s', (status, face) => {
    expect(toReturnViewState(status, { isChecking: false })).toBe(face);
  });

  it('claims nothing while the status may be outdated, unless upstream is unreachable', () => {
    for (const status of ['INIT', 'PENDING_RESPONSE', 'REJECTED', 'APPROVED', 'SOMETHING_NEW'])
      expect(toReturnViewState(status, { isChecking: true })).toBe('checking');
    expect(toReturnViewState(null, { isChecking: true })).toBe('unreachable');
  });
});
