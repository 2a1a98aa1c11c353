import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ConfirmingPanel } from '@/components/creation/confirming-panel';
import { CustomerFacts } from '@/components/customers/customer-facts';
import { CustomerSummary } from '@/components/customers/customer-summary';
import { fingerprint } from '@/components/customers/fingerprint';
import { LiveAsOf } from '@/components/customers/live-as-of';
import { PeoplePanel } from '@/components/customers/people-panel';
import { RawJsonPanel } from '@/components/customers/raw-json-panel';
import { UpstreamBanner } from '@/components/customers/upstream-banner';
import { ActionButton } from '@/components/forms/action-button';
import { AccessPanel } from '@/components/invites/access-panel';
import { flaggedMessage, type WayToForm } from '@/components/invites/flagged-message';
import { FlaggedItems } from '@/components/kyb/flagged-items';
import { NotesPanel } from '@/components/notes/notes-panel';
import { OwnerPanel } from '@/components/owners/owner-panel';
import { PersonalDataPanel } from '@/components/privacy/personal-data-panel';
import { Timeline } from '@/components/timeline/timeline';
import { AppLink } from '@/components/ui/app-link';
import { CopyText } from '@/components/ui/copy-text';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { askAgainAction } from '@/lib/features/creation/actions';
import type { CustomerDetail } from '@/lib/features/customers/customer-view.rules';
import { hasAccess } from '@/lib/features/customers/has-access';
import {
  inviteCustomerAction,
  renewInviteAction,
  resendInviteAction,
  revokeInviteAction,
} from '@/lib/features/invites/actions';
import { customerSignInLink } from '@/lib/features/invites/invite-token';
import type { InviteItem } from '@/lib/features/invites/invite-view.rules';
import { readInvites } from '@/lib/features/invites/read-invites';
import { addNoteAction, deleteNoteAction } from '@/lib/features/notes/actions';
import { readCare, readNewestAuditId } from '@/lib/features/notes/read-care';
import { startOnboardingAction } from '@/lib/features/onboarding/actions';
import { assignOwnerAction } from '@/lib/features/owners/actions';
import { eraseCustomerAction } from '@/lib/features/privacy/actions';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { checkNowAction, readRawCustomerAction } from '@/lib/features/sync/actions';
import { readCustomer } from '@/lib/features/sync/read-customers';
import { readTimeline } from '@/lib/features/timeline/read-timeline';
import { resolvedItems } from '@/lib/features/timeline/resolved-items.rules';
import { decideOnboardingButton } from '@/lib/kyb/onboarding-button';
import { isEditable, statusRule } from '@/lib/kyb/status';
import { can } from '@/lib/platform/auth/roles';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { requireScope } from '@/lib/platform/auth/session';
import { actionField } from '@/lib/platform/forms/document-action';
import { readFormState } from '@/lib/platform/forms/form-state-cookie';
import { customerId as customerIdSchema } from '@/lib/platform/input/customer-id';
import { canMail } from '@/lib/platform/mail/can-mail';

const INVITE_ACTIONS = {
  invite: inviteCustomerAction,
  resend: resendInviteAction,
  renew: renewInviteAction,
  revoke: revokeInviteAction,
};

const NOTE_ACTIONS = { add: addNoteAction, delete: deleteNoteAction };

type Props = PageProps<'/customers/[customerId]'>;

/** Cached for metadata and page. A malformed id is handled like an unknown one. */
const load = cache(async (id: string) => {
  const scope = await requireScope(`/customers/${encodeURIComponent(id)}`);
  if (!customerIdSchema.safeParse(id).success) notFound();
  const reading = await readCustomer(scope, id, 'page');
  if (!reading) notFound();
  return { scope, ...reading, newestAuditId: await readNewestAuditId(scope, reading.customer.id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customer } = await load((await params).customerId);
  return { title: customer.businessName };
}

export default async function CustomerPage({ params }: Props) {
  const { scope, customer, upstream, newestAuditId } = await load((await params).customerId);
  const [timeline, invites, care, reentry] = await Promise.all([
    readTimeline(scope, customer),
    readInvites(scope, customer.id),
    readCare(scope, customer.id),
    readReentry(),
  ]);
  const resolved = resolvedItems(timeline, customer.flaggedItems);
  const isConfirmed = customer.creation === 'confirmed';
  // Upstream may list items long after they were corrected.
  const isAsking = customer.flaggedItems.length > 0 && statusRule(customer.status).turn === 'needs_customer';
  const decision = decideOnboardingButton({
    status: customer.status,
    hasUsedLink: customer.hasUsedLink,
    canStart: can(scope.role, 'start_onboarding'),
    isConfirmed,
    ...reentry,
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
        startState={await readFormState(customer.id)}
        asOf={
          <LiveAsOf
            customer={toLive(customer)}
            upstream={upstream}
            shownFingerprint={fingerprint({ customer, upstream, newestAuditId })}
          />
        }
        actions={
          can(scope.role, 'check_now') &&
          customer.creation !== 'confirming' && (
            <ActionButton action={isConfirmed ? checkNowAction : askAgainAction} fields={{ customerId: customer.id }}>
              {isConfirmed ? 'Check now' : 'Ask again'}
            </ActionButton>
          )
        }
      />
      {customer.flaggedItems.length + resolved.length > 0 && (
        <Panel
          title={isAsking ? 'What 1Money asks for' : 'What 1Money asked for'}
          actions={isAsking && <CopyMessage scope={scope} customer={customer} invites={invites} />}
        >
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
              actions={can(scope.role, 'invite') ? INVITE_ACTIONS : null}
              isOpen={isEditable(customer.status, reentry)}
              canMail={canMail()}
            />
          )}
          <PeoplePanel customer={customer} />
          <NotesPanel
            customerId={customer.id}
            notes={care.notes}
            actions={can(scope.role, 'take_care') ? NOTE_ACTIONS : null}
            noteId={crypto.randomUUID()}
          />
          <OwnerPanel
            customerId={customer.id}
            owner={care.owner}
            possibleOwners={care.possibleOwners}
            userId={scope.userId}
            action={assignOwnerAction}
          />
          <Panel title="Facts">
            <CustomerFacts customer={customer} />
          </Panel>
          {isConfirmed && can(scope.role, 'read_raw') && (
            <RawJsonPanel customerId={customer.id} action={readRawCustomerAction} />
          )}
          {can(scope.role, 'handle_personal_data') && (
            <PersonalDataPanel
              customer={{ id: customer.id, businessName: customer.businessName }}
              eraseAction={eraseCustomerAction}
            />
          )}
        </div>
      </div>
    </>
  );
}

interface CopyMessageProps {
  readonly scope: StaffScope;
  readonly customer: CustomerDetail;
  readonly invites: readonly InviteItem[];
}

/** Uses language and link of the newest valid invite, else of another way to the form. */
async function CopyMessage({ scope, customer, invites }: CopyMessageProps) {
  const invite = invites.find(({ isLiving }) => isLiving) ?? invites.find(({ state }) => state !== 'revoked');
  const link = invite?.link ?? null;
  const other: WayToForm =
    canMail() && (await hasAccess(scope, customer.id))
      ? { by: 'sign_in', link: customerSignInLink() }
      : { by: 'staff' };
  const text = flaggedMessage({
    items: customer.flaggedItems,
    isRejected: customer.status === 'REJECTED',
    business: customer.businessName,
    locale: invite?.locale,
    way: link === null ? other : { by: 'invite', link },
  });
  return (
    <span className="flex flex-wrap items-center gap-2">
      <CopyText text={text} what="for the customer" label="Copy as message" />
    </span>
  );
}

/** Only the fields that the browser needs. */
function toLive({ id, status, creation, observedAt, observedBy }: CustomerDetail) {
  return { id, status, creation, observedAt, observedBy };
}
