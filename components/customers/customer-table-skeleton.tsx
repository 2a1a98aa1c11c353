import { SkeletonRows, Table } from '../ui/table';
import { CUSTOMER_COLUMNS } from './customer-columns';

/** The list while it is on its way: the same columns, so that nothing jumps when it arrives. */
export function CustomerTableSkeleton() {
  return (
    <div className="panel">
      <p role="status" className="sr-only">
        Loading customers…
      </p>
      <Table caption="Customers, loading" columns={CUSTOMER_COLUMNS} isBusy>
        <SkeletonRows columns={CUSTOMER_COLUMNS} />
      </Table>
    </div>
  );
}
