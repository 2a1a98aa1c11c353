import { CustomerTableSkeleton } from '@/components/customers/customer-table-skeleton';
import { PageHeader } from '@/components/ui/page-header';

export default function CustomersLoading() {
  return (
    <>
      <PageHeader title="Customers" />
      <CustomerTableSkeleton />
    </>
  );
}
