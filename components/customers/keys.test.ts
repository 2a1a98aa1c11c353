import { describe, expect, it } from 'vitest';
import {
  customersExportHref,
  customersHref,
  customersKey,
  hasFilter,
  neighbourHrefs,
  toCustomerListQuery,
} from './keys';

const none = { search: '', status: '', older: '', newer: '' };

describe('the list’s query', () => {
  it('reads what the URL holds and ignores the rest', () => {
    expect(toCustomerListQuery({ search: ' 50 % & more ', status: 'INIT', other: 'x' })).toEqual({
      ...none,
      search: '50 % & more',
      status: 'INIT',
    });
  });

  it('takes the first of repeated parameters', () => {
    expect(toCustomerListQuery({ status: ['INIT', 'APPROVED'] }).status).toBe('INIT');
  });

  it('exports all that fit, whatever page is shown', () => {
    expect(customersExportHref({ ...none, search: 'a&b', older: 'abc' }, 'csv')).toBe(
      '/customers/export?search=a%26b&format=csv',
    );
    expect(customersExportHref({ ...none, newer: 'abc' }, 'json')).toBe('/customers/export?format=json');
  });

  it('asks the API for exactly what the page shows', () => {
    const query = { ...none, search: '50 % & more', older: 'abc' };
    expect(customersHref(query)).toBe('/customers?search=50+%25+%26+more&older=abc');
    expect(customersKey(query)).toBe('/api/customers?search=50+%25+%26+more&older=abc');
    expect(customersHref(none)).toBe('/customers');
  });

  it('keeps the filter on neighbouring pages and leaves the other direction behind', () => {
    const query = { ...none, status: 'INIT', newer: 'here' };
    expect(neighbourHrefs(query, { olderCursor: 'old', newerCursor: null })).toEqual({
      olderHref: '/customers?status=INIT&older=old',
      newerHref: null,
    });
  });

  it('knows a filter from a page', () => {
    expect(hasFilter({ ...none, older: 'x' })).toBe(false);
    expect(hasFilter({ ...none, status: 'INIT' })).toBe(true);
  });
});
