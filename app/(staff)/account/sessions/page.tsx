import type { Metadata } from 'next';
import { SessionsTable } from '@/components/account/sessions-table';
import { ActionButton } from '@/components/forms/action-button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { readOwnSessions } from '@/lib/features/account/own-sessions';
import { endOtherSessionsAction, endOwnSessionAction } from '@/lib/features/account/sessions.actions';
import { requireScope } from '@/lib/platform/auth/session';
import { SESSION_IDLE_MS } from '@/lib/platform/auth/session-token';

export const metadata: Metadata = { title: 'My sessions' };

export default async function SessionsPage() {
  const scope = await requireScope('/account/sessions');
  const items = await readOwnSessions(scope, { sessionIdleMs: SESSION_IDLE_MS });
  return (
    <>
      <PageHeader title="My sessions">
        Where you are signed in. A session ends after half an hour without use, and after twelve hours in any case. If
        you do not know one of them, end it, set a new password, and tell an admin.
      </PageHeader>
      <Panel
        title="Signed in"
        actions={
          <ActionButton action={endOtherSessionsAction} size="sm">
            End all others
          </ActionButton>
        }
      >
        <SessionsTable items={items} endAction={endOwnSessionAction} />
      </Panel>
    </>
  );
}
