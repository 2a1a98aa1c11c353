import type { Metadata } from 'next';
import { ReturnStatus } from '@/components/onboarding/return-status';
import { PublicShell } from '@/components/shell/public-shell';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { getScope } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { readReturn } from '@/lib/services/read-return';

export const metadata: Metadata = { title: 'Back from the form' };

/**
 * Where upstream sends the browser after the form was finished or left. Arriving says nothing about the outcome
 * (law 5): the status is read afresh. Works without a session, because the state in the address is signed by us.
 */
export default async function ReturnPage({ searchParams }: PageProps<'/onboarding/return'>) {
  const { state } = await searchParams;
  const reading = typeof state === 'string' ? await readReturn(state) : null;
  const staff = await getScope();
  if (!reading)
    return (
      <PublicShell partnerName={env().partnerName}>
        <EmptyState title="We do not know this address" titleAs="h1">
          <p>The address is incomplete or too old. Nothing is lost: what you typed into the form is kept at 1Money.</p>
          <p>Ask the people who sent you to the form for a new link.</p>
        </EmptyState>
      </PublicShell>
    );
  const { customer, upstream } = reading;
  const isFresh = upstream.state === 'ok';
  return (
    <PublicShell partnerName={env().partnerName}>
      <ReturnStatus
        status={isFresh ? customer.status : null}
        checkedAt={isFresh && customer.observedAt ? customer.observedAt : new Date().toISOString()}
        flaggedItems={customer.flaggedItems}
        checkAgainHref={`/onboarding/return?state=${state}`}
        referenceId={isFresh ? undefined : upstream.referenceId}
        resume={
          staff ? undefined : (
            <p>To continue the form, go back to the people who sent you there: they open it for you.</p>
          )
        }
      />
      {staff && <LinkButton href={`/customers/${customer.id}`}>Back to {customer.businessName}</LinkButton>}
    </PublicShell>
  );
}
