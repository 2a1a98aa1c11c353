import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ConfirmingPanel } from '@/components/customers/confirming-panel';
import { CustomerFacts } from '@/components/customers/customer-facts';
import { CustomerSummary } from '@/components/customers/customer-summary';
import { FlaggedItems } from '@/components/customers/flagged-items';
import { AccessPanel } from '@/components/invites/access-panel';
import { UpstreamBanner } from '@/components/shell/upstream-banner';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { startOnboardingAction } from '@/lib/actions/customers';
import { inviteCustomerAction, renewInviteAction, resendInviteAction, revokeInviteAction } from '@/lib/actions/invites';
import { canInvite, canStartOnboarding } from '@/lib/auth/roles';
import { requireScope } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { customerId as customerIdSchema } from '@/lib/kyb/customer-id';
import { decideOnboardingButton } from '@/lib/kyb/onboarding-button';
import { isEditable } from '@/lib/kyb/status';
import { readCustomer } from '@/lib/services/read-customers';
import { canMail, readInvites } from '@/lib/services/read-invites';

const INVITE_ACTIONS = {
  invite: inviteCustomerAction,
  resend: resendInviteAction,
  renew: renewInviteAction,
  revoke: revokeInviteAction,
};

type Props = PageProps<'/customers/[customerId]'>;

/** Title and page ask once. A malformed id answers like an unknown one. */
const load = cache(async (id: string) => {
  const scope = await requireScope(`/customers/${encodeURIComponent(id)}`);
  if (!customerIdSchema.safeParse(id).success) notFound();
  const reading = await readCustomer(scope, id, 'page');
  if (!reading) notFound();
  return { scope, ...reading };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customer } = await load((await params).customerId);
  return { title: customer.businessName };
}

export default async function CustomerPage({ params }: Props) {
  const { scope, customer, upstream } = await load((await params).customerId);
  const invites = await readInvites(scope, customer.id);
  const isConfirmed = customer.creation === 'confirmed';
  const decision = decideOnboardingButton({
    status: customer.status,
    hasUsedLink: customer.hasUsedLink,
    canStart: canStartOnboarding(scope.role),
    isConfirmed,
    rejectedReentry: env().rejectedReentry,
  });
  return (
    <>
      <PageHeader title={customer.businessName} back={{ href: '/customers', label: 'Customers' }}>
        {customer.email}
      </PageHeader>
      <UpstreamBanner health={upstream} />
      <ConfirmingPanel creation={customer.creation} href={`/customers/${customer.id}`} />
      <CustomerSummary customer={customer} decision={decision} startAction={startOnboardingAction} />
      {customer.flaggedItems.length > 0 && (
        <Panel title="What 1Money asks for">
          <FlaggedItems items={customer.flaggedItems} />
        </Panel>
      )}
      {isConfirmed && (
        <AccessPanel
          customer={{ id: customer.id, email: customer.email }}
          invites={invites}
          actions={canInvite(scope.role) ? INVITE_ACTIONS : null}
          isOpen={isEditable(customer.status, env())}
          canMail={canMail()}
        />
      )}
      <Panel title="Facts">
        <CustomerFacts customer={customer} />
      </Panel>
    </>
  );
}
