import { describe, expect, it } from 'vitest';
import { activityExportHref, activityHref, hasActivityFilter, toActivityQuery } from './activity-query';

const none = { act: '', outcome: '', actor: '', customer: '', from: '', to: '', older: '' };

describe('the activity query', () => {
  it('reads the known parameters and ignores others', () => {
    expect(toActivityQuery({ actor: ' ana ', act: ['link.created', 'x'], other: 'x' })).toEqual({
      ...none,
      actor: 'ana',
      act: 'link.created',
    });
  });

  it('exports everything that matches, whatever page is open', () => {
    const query = { ...none, actor: '50 % & more', older: '17' };
    expect(activityHref(query)).toBe('/activity?actor=50+%25+%26+more&older=17');
    expect(activityExportHref(query, 'csv')).toBe('/activity/export?actor=50+%25+%26+more&format=csv');
    expect(activityHref(none)).toBe('/activity');
  });

  it('does not count a page cursor as a filter', () => {
    expect(hasActivityFilter({ ...none, older: '17' })).toBe(false);
    expect(hasActivityFilter({ ...none, to: '2026-11-03' })).toBe(true);
  });
});
