import { describe, expect, it } from 'vitest';
import { activityExportHref, activityHref, hasActivityFilter, toActivityQuery } from './activity-query';

const none = { act: '', outcome: '', actor: '', customer: '', from: '', to: '', older: '' };

describe('the query of the activity', () => {
  it('reads what the URL holds and ignores the rest', () => {
    expect(toActivityQuery({ actor: ' ana ', act: ['link.created', 'x'], other: 'x' })).toEqual({
      ...none,
      actor: 'ana',
      act: 'link.created',
    });
  });

  it('exports what is filtered, whichever page is open', () => {
    const query = { ...none, actor: '50 % & more', older: '17' };
    expect(activityHref(query)).toBe('/activity?actor=50+%25+%26+more&older=17');
    expect(activityExportHref(query, 'csv')).toBe('/activity/export?actor=50+%25+%26+more&format=csv');
    expect(activityHref(none)).toBe('/activity');
  });

  it('knows a page further back from a filter', () => {
    expect(hasActivityFilter({ ...none, older: '17' })).toBe(false);
    expect(hasActivityFilter({ ...none, to: '2026-11-03' })).toBe(true);
  });
});
