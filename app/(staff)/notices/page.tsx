import type { Metadata } from 'next';
import { ActionButton } from '@/components/forms/action-button';
import { DigestPanel } from '@/components/notifications/digest-panel';
import { NotificationSection } from '@/components/notifications/notification-section';
import {
  type NotificationsQuery,
  notificationsHref,
  toNotificationsQuery,
} from '@/components/notifications/notifications-query';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import {
  readAllNotificationsAction,
  readNotificationAction,
  switchDigestAction,
} from '@/lib/features/notifications/actions';
import { readNotifications } from '@/lib/features/notifications/read-notifications';
import { NOTIFICATION_DAYS } from '@/lib/features/notifications/rules';
import { requireScope } from '@/lib/platform/auth/session';
import { canMail } from '@/lib/platform/mail/can-mail';

export const metadata: Metadata = { title: 'Notices' };

/** One member's notifications. Reading them does not affect other members. */
export default async function NotificationsPage({ searchParams }: PageProps<'/notices'>) {
  const query = toNotificationsQuery(await searchParams);
  const scope = await requireScope(notificationsHref(query));
  const { sections, unreadCount, newestId, hasDigest } = await readNotifications(scope, query);
  const filled = sections.filter(({ items }) => items.length > 0);
  return (
    <>
      <PageHeader
        title="Notices"
        actions={
          unreadCount > 0 &&
          newestId !== null && (
            <ActionButton action={readAllNotificationsAction} fields={{ throughId: String(newestId) }}>
              Mark all as read
            </ActionButton>
          )
        }
      >
        {`News of your customers and of those that nobody owns, from the last ${NOTIFICATION_DAYS} days.`}
      </PageHeader>
      <Tabs label="Notices by state" tabs={tabs(query)} />
      {filled.map(({ kind, items }) => (
        <NotificationSection key={kind} kind={kind} items={items} readAction={readNotificationAction} />
      ))}
      {filled.length === 0 && (
        <div className="panel">
          {query.onlyUnread ? (
            <EmptyState
              title="Nothing new"
              actions={
                <LinkButton href={notificationsHref({ onlyUnread: false })}>Show those you have read</LinkButton>
              }
            >
              <p>You have read every notice.</p>
            </EmptyState>
          ) : (
            <EmptyState title="No notices yet">
              <p>
                When 1Money needs something from a customer, when nothing happens for too long, or when a customer is
                approved, it is told here.
              </p>
            </EmptyState>
          )}
        </div>
      )}
      <DigestPanel isOn={hasDigest} canMail={canMail()} email={scope.email} action={switchDigestAction} />
    </>
  );
}

function tabs(query: NotificationsQuery) {
  return [true, false].map((onlyUnread) => ({
    href: notificationsHref({ onlyUnread }),
    label: onlyUnread ? 'Unread' : 'All',
    isCurrent: onlyUnread === query.onlyUnread,
  }));
}
