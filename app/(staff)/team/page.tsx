import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { InviteStaffForm } from '@/components/team/invite-staff-form';
import { StaffTable } from '@/components/team/staff-table';
import { Banner } from '@/components/ui/banner';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import {
  changeRoleAction,
  disableStaffAction,
  enableStaffAction,
  endSessionsAction,
  inviteStaffAction,
  inviteStaffAgainAction,
  removeFactorAction,
} from '@/lib/features/team/actions';
import { readTeam } from '@/lib/features/team/read-team';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';
import { SESSION_IDLE_MS } from '@/lib/platform/auth/session-token';
import { canMail } from '@/lib/platform/mail/can-mail';

export const metadata: Metadata = { title: 'Team' };

const ACTIONS = {
  changeRole: changeRoleAction,
  disable: disableStaffAction,
  enable: enableStaffAction,
  endSessions: endSessionsAction,
  inviteAgain: inviteStaffAgainAction,
  removeFactor: removeFactorAction,
};

/** Not found unless admin. */
export default async function TeamPage() {
  const scope = await requireScope('/team');
  if (!can(scope.role, 'manage_team')) notFound();
  const team = await readTeam(scope, { sessionIdleMs: SESSION_IDLE_MS });
  return (
    <>
      <PageHeader title="Team">
        Admins do everything; operators work with customers; viewers read and change nothing. A change counts from the
        person’s next click.
      </PageHeader>
      {!canMail() && (
        <Banner tone="attention" title="Invites are not mailed">
          <p>No mail server is configured (SMTP_URL). Copy the link of an invite and send it yourself.</p>
        </Banner>
      )}
      <Panel title="Invite somebody">
        <InviteStaffForm action={inviteStaffAction} />
      </Panel>
      <Panel title="Accounts">
        <StaffTable items={team} actions={ACTIONS} />
      </Panel>
    </>
  );
}
