import { AppLink } from '@/components/ui/app-link';
import { BellIcon } from '@/components/ui/icons';
import { NOTIFICATION_COUNT_MAX } from '@/lib/features/notifications/rules';

/** Shows the number of unread notifications at the time of rendering. */
export function BellLink({ unreadCount }: { readonly unreadCount: number }) {
  const count = unreadCount > NOTIFICATION_COUNT_MAX ? `${NOTIFICATION_COUNT_MAX}+` : String(unreadCount);
  return (
    <AppLink href="/notices" className="btn btn-quiet btn-sm ml-auto">
      <BellIcon />
      <span className="sr-only">{`Notices${unreadCount > 0 ? `, ${count} unread` : ''}`}</span>
      {unreadCount > 0 && (
        <span className="badge tone-attention !px-1.5" aria-hidden="true">
          {count}
        </span>
      )}
    </AppLink>
  );
}
