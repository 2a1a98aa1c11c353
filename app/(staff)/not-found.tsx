import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** Foreign and missing ids show the same page. */
export default function StaffNotFound() {
  return (
    <div className="panel">
      <title>Not found</title>
      <EmptyState
        title="Not found"
        titleAs="h1"
        actions={
          <LinkButton href="/customers" variant="primary">
            All customers
          </LinkButton>
        }
      >
        <p>There is nothing at this address, or it is not yours to see.</p>
      </EmptyState>
    </div>
  );
}
