import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerListItem } from '@/lib/features/customers/customer-view.rules';
import { mergeRows } from './merge-rows';

function row(id: string, changes: Partial<CustomerListItem> = {}): CustomerListItem {
  return {
    id,
    upstreamId: `up-${id}`,
    businessName: `Business ${id}`,
    email: `${id}@example.com`,
    status: 'INIT',
    creation: 'confirmed',
    hasUsedLink: false,
    flaggedCount: 0,
    statusSince: null,
    observedAt: '2026-11-03T14:00:00Z',
    observedBy: 'sweep',
    inviteState: null,
    createdAt: '2026-11-03T13:00:00Z',
    ownerName: null,
    ...changes,
  };
}

const ids = (items: readonly CustomerListItem[]) => items.map((item) => item.id);

describe('fresh data for a list that is being read', () => {
  it('never moves, adds or removes a row', () => {
    const anyRows = fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))
      .chain((names) =>
        fc.tuple(...names.map((id) => fc.constantFrom('INIT', 'APPROVED').map((status) => row(id, { status })))),
      );
    fc.assert(
      fc.property(anyRows, anyRows, (shown, fresh) => {
        const merged = mergeRows(shown, fresh);
        expect(ids(merged.rows)).toEqual(ids(shown));
        expect(merged.newCount).toBe(fresh.filter((item) => !ids(shown).includes(item.id)).length);
        expect(merged.goneIds).toEqual(ids(shown).filter((id) => !ids(fresh).includes(id)));
      }),
    );
  });

  it('updates values in place even if the fresh order differs', () => {
    const fresh = [row('b', { status: 'APPROVED' }), row('a')];
    const merged = mergeRows([row('a'), row('b')], fresh);
    expect(ids(merged.rows)).toEqual(['a', 'b']);
    expect(merged.rows[1]?.status).toBe('APPROVED');
    expect(ids(merged.changed)).toEqual(['b']);
  });

  it('counts new customers instead of showing them', () => {
    const merged = mergeRows([row('a')], [row('new'), row('a')]);
    expect(ids(merged.rows)).toEqual(['a']);
    expect(merged.newCount).toBe(1);
  });

  it('counts a customer once if the response repeats it', () => {
    expect(mergeRows([], [row('a'), row('a')]).newCount).toBe(1);
  });

  it('keeps a row that the fresh page no longer holds, and reports it', () => {
    const merged = mergeRows([row('a'), row('b')], [row('b')]);
    expect(ids(merged.rows)).toEqual(['a', 'b']);
    expect(merged.goneIds).toEqual(['a']);
  });

  it('does not mark a row that was read again unchanged, but updates its time', () => {
    const merged = mergeRows([row('a')], [row('a', { observedAt: '2026-11-03T14:05:00Z', observedBy: 'webhook' })]);
    expect(merged.changed).toEqual([]);
    expect(merged.rows[0]?.observedAt).toBe('2026-11-03T14:05:00Z');
  });

  it('ignores older values from a late response', () => {
    const shown = row('a', { status: 'APPROVED', observedAt: '2026-11-03T14:10:00Z' });
    const merged = mergeRows([shown], [row('a', { status: 'INIT' })]);
    expect(merged.rows).toEqual([shown]);
    expect(merged.changed).toEqual([]);
  });

  it.each<[string, Partial<CustomerListItem>]>([
    ['status', { status: 'APPROVED' }],
    ['confirmation', { creation: 'confirming' }],
    ['name', { businessName: 'Other' }],
    ['e-mail', { email: 'other@example.com' }],
    ['flagged items', { flaggedCount: 2 }],
    ['first link', { hasUsedLink: true }],
  ])('marks a row whose %s changed', (_name, changes) => {
    expect(ids(mergeRows([row('a')], [row('a', changes)]).changed)).toEqual(['a']);
  });
});
