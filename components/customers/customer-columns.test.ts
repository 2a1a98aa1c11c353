import { describe, expect, it } from 'vitest';
import { LIST_SORTS } from '@/lib/features/customers/customer-list.rules';
import { customerColumns } from './customer-columns';
import { NO_QUERY } from './customer-list-query';

const sortedBy = (sort: string) =>
  customerColumns({ ...NO_QUERY, sort, columns: 'status,since,checked,owner,created' }).filter(({ sorted }) => sorted);

describe('the arrow of a sorted column', () => {
  it.each([
    ['name', 'Business', 'ascending'],
    ['status', 'KYB status', 'ascending'],
    // The longest time in a status has the earliest date.
    ['since', 'Time in status', 'descending'],
    ['checked', 'Last checked', 'ascending'],
    ['owner', 'Owner', 'ascending'],
    ['created', 'Created', 'ascending'],
  ] as const)('shows the order of the displayed values for %s, and turns with it', (sort, label, sorted) => {
    const turned = sorted === 'ascending' ? 'descending' : 'ascending';
    expect(sortedBy(sort)).toMatchObject([{ label, sorted }]);
    expect(sortedBy(`-${sort}`)).toMatchObject([{ label, sorted: turned }]);
  });

  it('exists for every order of the list', () => {
    for (const sort of LIST_SORTS) expect(sortedBy(sort)).toHaveLength(1);
  });
});
