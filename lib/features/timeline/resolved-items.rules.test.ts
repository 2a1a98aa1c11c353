import { describe, expect, it } from 'vitest';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import { resolvedItems } from './resolved-items.rules';
import type { TimelineEntry } from './timeline.rules';

const item = (reason: string, about: FlaggedItem['about'] = 'company'): FlaggedItem => ({
  about,
  name: 'Acme Ltd',
  reason,
  description: '',
});

const observation = (key: string, ...items: readonly FlaggedItem[]): TimelineEntry => ({
  key,
  at: '2026-11-03T10:00:00Z',
  kind: 'observation',
  status: 'PENDING_RESPONSE',
  previousStatus: null,
  source: 'webhook',
  lagMs: null,
  flaggedItems: items.map((one) => ({ ...one, isResolved: false })),
});

describe('resolved items', () => {
  it('are those of earlier observations that 1Money no longer asks for, the latest first', () => {
    const timeline = [observation('3', item('now')), observation('2', item('later')), observation('1', item('first'))];
    expect(resolvedItems(timeline, [item('now')])).toEqual([item('later'), item('first')]);
  });

  it('do not hold what is asked for again', () => {
    const timeline = [observation('3', item('again')), observation('2'), observation('1', item('again'))];
    expect(resolvedItems(timeline, [item('again')])).toEqual([]);
  });

  it('appear once however many observations held them', () => {
    const timeline = [observation('2', item('same')), observation('1', item('same'), item('same', 'person'))];
    expect(resolvedItems(timeline, [])).toEqual([item('same'), item('same', 'person')]);
  });

  it('are bounded, whatever upstream sends', () => {
    const many = Array.from({ length: 100 }, (_, index) => item(`reason ${index}`));
    expect(resolvedItems([observation('1', ...many)], [])).toHaveLength(20);
  });
});
