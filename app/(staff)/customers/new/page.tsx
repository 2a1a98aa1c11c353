import type { Metadata } from 'next';
import { NewCustomerForm } from '@/components/creation/new-customer-form';
import { Banner } from '@/components/ui/banner';
import { PageHeader } from '@/components/ui/page-header';
import { createCustomerAction } from '@/lib/features/creation/actions';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'New customer' };

export default async function NewCustomerPage() {
  const scope = await requireScope('/customers/new');
  return (
    <div className="grid max-w-2xl gap-4">
      <PageHeader title="New customer" back={{ href: '/customers', label: 'Customers' }}>
        1Money does not write to the customer: you start onboarding afterwards.
      </PageHeader>
      {can(scope.role, 'create_customer') ? (
        <div className="panel p-4">
          <NewCustomerForm action={createCustomerAction} intentId={crypto.randomUUID()} />
        </div>
      ) : (
        <Banner tone="attention" title="Your role may look but not act">
          <p>Ask an admin or an operator of your team to create the customer.</p>
        </Banner>
      )}
    </div>
  );
}
