import { LIST_TAB_LABEL, LIST_TABS } from '@/lib/features/customers/customer-list.rules';
import { SkeletonRows, Table } from '../ui/table';
import { Tabs } from '../ui/tabs';
import { customerColumns } from './customer-columns';
import { type CustomerListQuery, changedHref, densityOf, tabOf } from './customer-list-query';

interface CustomerTableSkeletonProps {
  readonly query: CustomerListQuery;
  /** Whether there is a column of checkboxes. */
  readonly canAct: boolean;
}

/** Has the tabs and columns of the loaded list, so that nothing moves when it arrives. */
export function CustomerTableSkeleton({ query, canAct }: CustomerTableSkeletonProps) {
  const columns = customerColumns(query);
  const tabs = LIST_TABS.map((tab) => ({
    href: changedHref(query, { tab }),
    label: LIST_TAB_LABEL[tab],
    isCurrent: tab === tabOf(query),
  }));
  return (
    <>
      <Tabs label="Customers by whose turn it is" tabs={tabs} />
      <div className="skeleton-tools">
        <span className="skeleton" />
      </div>
      <div className="panel">
        <p role="status" className="sr-only">
          Loading customers…
        </p>
        <Table
          caption="Customers, loading"
          columns={columns}
          isBusy
          isCompact={densityOf(query) === 'compact'}
          leadHead={canAct && <span className="row-box" />}
        >
          <SkeletonRows columns={columns} hasLead={canAct} />
        </Table>
      </div>
    </>
  );
}
