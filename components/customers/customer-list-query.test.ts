import { describe, expect, it } from 'vitest';
import {
  chosenExportHref,
  clearedHref,
  columnsOf,
  customersExportHref,
  customersHref,
  customersKey,
  hasFilter,
  isBare,
  neighbourHrefs,
  NO_QUERY as none,
  orderOf,
  tabOf,
  toCustomerListQuery,
} from './customer-list-query';

describe('the list query', () => {
  it('reads the known parameters and ignores others', () => {
    expect(toCustomerListQuery({ search: ' 50 % & more ', status: 'INIT', other: 'x' })).toEqual({
      ...none,
      search: '50 % & more',
      status: 'INIT',
    });
  });

  it('takes the first of repeated parameters', () => {
    expect(toCustomerListQuery({ status: ['INIT', 'APPROVED'] }).status).toBe('INIT');
  });

  it('exports everything that matches, whatever page is shown', () => {
    expect(customersExportHref({ ...none, search: 'a&b', older: 'abc' }, 'csv')).toBe(
      '/customers/export?search=a%26b&format=csv',
    );
    expect(customersExportHref({ ...none, newer: 'abc' }, 'json')).toBe('/customers/export?format=json');
  });

  it('exports the selected customers, or all that match, with a URL that can hold a whole page of ids', () => {
    const page = Array.from({ length: 50 }, () => crypto.randomUUID());
    const href = chosenExportHref({ customer: page });
    expect(href).toBe(`/customers/export?customers=${page.join('.')}`);
    expect(href.length).toBeLessThanOrEqual(2_048);
    expect(chosenExportHref({ customer: page, all: 'on', filter: 'search=a%26b&older=abc&columns=email' })).toBe(
      '/customers/export?search=a%26b&format=csv',
    );
    expect(chosenExportHref({ customer: page, all: 'on' })).toBe('/customers/export?format=csv');
  });

  it('requests from the API exactly what the page shows', () => {
    const query = { ...none, search: '50 % & more', older: 'abc' };
    expect(customersHref(query)).toBe('/customers?search=50+%25+%26+more&older=abc');
    expect(customersKey(query)).toBe('/api/customers?search=50+%25+%26+more&older=abc');
    expect(customersHref(none)).toBe('/customers');
  });

  it('keeps the filter on neighbouring pages and drops the opposite cursor', () => {
    const query = { ...none, status: 'INIT', newer: 'here' };
    expect(neighbourHrefs(query, { olderCursor: 'old', newerCursor: null })).toEqual({
      olderHref: '/customers?status=INIT&older=old',
      newerHref: null,
    });
  });

  it('does not count a page cursor or a tab as a filter', () => {
    expect(hasFilter({ ...none, older: 'x' })).toBe(false);
    expect(hasFilter({ ...none, status: 'INIT' })).toBe(true);
    expect(hasFilter({ ...none, tab: 'overdue' })).toBe(false);
  });

  it('takes every checked column, in the order of the table', () => {
    const query = toCustomerListQuery({ columns: ['none', 'created', 'status', 'nonsense'] });
    expect(columnsOf(query)).toEqual(['status', 'created']);
    expect(columnsOf({ ...none, columns: 'none' })).toEqual([]);
    expect(columnsOf({ ...none, columns: 'nonsense' })).toEqual(columnsOf(none));
  });

  it('leaves columns and density out of the API request', () => {
    expect(customersKey({ ...none, tab: 'overdue', columns: 'status', density: 'compact' })).toBe(
      '/api/customers?tab=overdue',
    );
  });

  it('accepts only known tabs and orders', () => {
    expect(tabOf({ ...none, tab: 'nonsense' })).toBe('all');
    expect(orderOf({ ...none, sort: 'name; drop table customers' })).toEqual({ sort: 'created', descending: true });
    expect(orderOf({ ...none, sort: 'name' })).toEqual({ sort: 'name', descending: false });
    expect(orderOf({ ...none, sort: '-since' })).toEqual({ sort: 'since', descending: true });
  });

  it('treats a URL without parameters as bare, but not one with cleared filters, or a default view would restore them', () => {
    expect(isBare(none)).toBe(true);
    expect(clearedHref({ ...none, search: 'x', sort: 'name' })).toBe('/customers?tab=all&sort=name');
  });
});
