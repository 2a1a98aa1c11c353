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

  it('exports those selected, or all that match, by an address that a whole page of them fits into', () => {
    const page = Array.from({ length: 50 }, () => crypto.randomUUID());
    const href = chosenExportHref({ customer: page });
    expect(href).toBe(`/customers/export?customers=${page.join('.')}`);
    expect(href.length).toBeLessThanOrEqual(2_048);
    expect(chosenExportHref({ customer: page, all: 'on', filter: 'search=a%26b&older=abc&columns=email' })).toBe(
      '/customers/export?search=a%26b&format=csv',
    );
    expect(chosenExportHref({ customer: page, all: 'on' })).toBe('/customers/export?format=csv');
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
    expect(hasFilter({ ...none, tab: 'overdue' })).toBe(false);
  });

  it('takes every checked column, in the order of the table', () => {
    const query = toCustomerListQuery({ columns: ['none', 'created', 'status', 'nonsense'] });
    expect(columnsOf(query)).toEqual(['status', 'created']);
    expect(columnsOf({ ...none, columns: 'none' })).toEqual([]);
    expect(columnsOf({ ...none, columns: 'nonsense' })).toEqual(columnsOf(none));
  });

  it('does not ask the API again because of what the list looks like', () => {
    expect(customersKey({ ...none, tab: 'overdue', columns: 'status', density: 'compact' })).toBe(
      '/api/customers?tab=overdue',
    );
  });

  it('reads tabs and orders from a list of keys', () => {
    expect(tabOf({ ...none, tab: 'nonsense' })).toBe('all');
    expect(orderOf({ ...none, sort: 'name; drop table customers' })).toEqual({ sort: 'created', descending: true });
    expect(orderOf({ ...none, sort: 'name' })).toEqual({ sort: 'name', descending: false });
    expect(orderOf({ ...none, sort: '-since' })).toEqual({ sort: 'since', descending: true });
  });

  it('an address without parameters is bare; with filters cleared it is not, or a default view would bring them back', () => {
    expect(isBare(none)).toBe(true);
    expect(clearedHref({ ...none, search: 'x', sort: 'name' })).toBe('/customers?tab=all&sort=name');
  });
});
