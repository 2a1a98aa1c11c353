import { ActionButton } from '@/components/forms/action-button';
import { AppLink } from '@/components/ui/app-link';
import { Badge } from '@/components/ui/badge';
import { LocalTime } from '@/components/ui/local-time';
import { Panel } from '@/components/ui/panel';
import type { Tone } from '@/components/ui/tone';
import {
  NOTIFICATION_KIND_TEXT,
  NOTIFICATIONS_SHOWN,
  type NotificationItem,
  notificationText,
} from '@/lib/features/notifications/rules';
import { statusText } from '@/lib/kyb/status';
import type { NotificationKind } from '@/lib/platform/db/column-values';
import type { StatefulAction } from '@/lib/platform/forms/action-state';

const TONES: Readonly<Record<NotificationKind, Tone>> = {
  needs_you: 'attention',
  overdue: 'waiting',
  approved: 'good',
};

const MEANING: Readonly<Record<NotificationKind, string>> = {
  needs_you: 'Something changed that wants a member of staff.',
  overdue: 'Nothing has happened for too long.',
  approved: 'These customers have passed 1Money’s KYB.',
};

interface NotificationSectionProps {
  readonly kind: NotificationKind;
  readonly items: readonly NotificationItem[];
  readonly readAction: StatefulAction;
}

/** Notifications of one kind, newest first. An entry says if the customer's status has changed since. */
export function NotificationSection({ kind, items, readAction }: NotificationSectionProps) {
  return (
    <Panel title={NOTIFICATION_KIND_TEXT[kind]} actions={<p className="text-xs text-muted">{MEANING[kind]}</p>}>
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <AppLink
                  href={`/customers/${encodeURIComponent(item.customerId)}`}
                  className="link inline-block min-h-6 font-semibold wrap-anywhere"
                >
                  {item.businessName}
                </AppLink>
                {!item.isRead && <Badge tone={TONES[kind]}>Unread</Badge>}
              </p>
              <p>
                <span>{notificationText(item)}</span>
                {item.currentStatus !== item.status && (
                  <span className="text-muted">{`. Meanwhile: ${statusText(item.currentStatus)}`}</span>
                )}
              </p>
              <p className="text-xs text-muted">
                <LocalTime at={item.at} />
                <span>{item.isOwn ? ' · Your customer' : ' · Nobody’s customer'}</span>
              </p>
            </div>
            {!item.isRead && (
              <ActionButton action={readAction} fields={{ notificationId: String(item.id) }} size="sm" variant="quiet">
                Mark as read<span className="sr-only">{`: ${item.businessName}`}</span>
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
      {items.length === NOTIFICATIONS_SHOWN && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">{`The newest ${NOTIFICATIONS_SHOWN} are shown.`}</p>
      )}
    </Panel>
  );
}
