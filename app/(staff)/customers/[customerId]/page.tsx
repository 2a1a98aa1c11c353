import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ActButton } from '@/components/acts/act-button';
import { ConfirmingPanel } from '@/components/customers/confirming-panel';
import { CustomerFacts } from '@/components/customers/customer-facts';
import { customerMark } from '@/components/customers/customer-mark';
import { CustomerSummary } from '@/components/customers/customer-summary';
import { FlaggedItems } from '@/components/customers/flagged-items';
import { LiveAsOf } from '@/components/customers/live-as-of';
import { AccessPanel } from '@/components/invites/access-panel';
import { UpstreamBanner } from '@/components/shell/upstream-banner';
import { Timeline } from '@/components/timeline/timeline';
import { AppLink } from '@/components/ui/app-link';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { readAnswer } from '@/lib/actions/answer-cookie';
import { askAgainAction, checkNowAction, startOnboardingAction } from '@/lib/actions/customers';
import { actionField } from '@/lib/actions/document-action';
import { inviteCustomerAction, renewInviteAction, resendInviteAction, revokeInviteAction } from '@/lib/actions/invites';
import { canCheckNow, canInvite, canStartOnboarding } from '@/lib/auth/roles';
import { requireScope } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { customerId as customerIdSchema } from '@/lib/kyb/customer-id';
import type { CustomerDetail } from '@/lib/kyb/customer-view';
import { resolvedItems } from '@/lib/kyb/flagged-items';
import { decideOnboardingButton } from '@/lib/kyb/onboarding-button';
import { isEditable } from '@/lib/kyb/status';
import { readCustomer, readTimeline } from '@/lib/services/read-customers';
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
  const [timeline, invites] = await Promise.all([readTimeline(scope, customer), readInvites(scope, customer.id)]);
  const resolved = resolvedItems(timeline, customer.flaggedItems);
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
      <ConfirmingPanel
        creation={customer.creation}
        href={`/customers/${customer.id}`}
        referenceId={customer.creationReference ?? undefined}
      />
      <CustomerSummary
        customer={customer}
        decision={decision}
        start={{ actionField: actionField(startOnboardingAction), returnTo: `/customers/${customer.id}` }}
        startAnswer={await readAnswer(customer.id)}
        asOf={<LiveAsOf customer={toLive(customer)} mark={customerMark({ customer, upstream })} />}
        actions={
          canCheckNow(scope.role) &&
          customer.creation !== 'confirming' && (
            <ActButton action={isConfirmed ? checkNowAction : askAgainAction} fields={{ customerId: customer.id }}>
              {isConfirmed ? 'Check now' : 'Ask again'}
            </ActButton>
          )
        }
      />
      {customer.flaggedItems.length + resolved.length > 0 && (
        <Panel title={customer.flaggedItems.length > 0 ? 'What 1Money asks for' : 'What 1Money asked for'}>
          <FlaggedItems items={customer.flaggedItems} resolved={resolved} />
        </Panel>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          title="Timeline"
          actions={
            <AppLink href={`/activity?customer=${customer.id}`} className="link inline-flex min-h-6 items-center">
              In the activity
            </AppLink>
          }
        >
          <Timeline entries={timeline} />
        </Panel>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
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
        </div>
      </div>
    </>
  );
}

/** Only what the browser needs to follow the customer. */
function toLive({ id, status, creation, observedAt, observedBy }: CustomerDetail) {
  return { id, status, creation, observedAt, observedBy };
}
