import { ActButton } from '@/components/forms/action-button';
import { AppLink } from '@/components/ui/app-link';
import { Badge } from '@/components/ui/badge';
import { LocalTime } from '@/components/ui/local-time';
import { Panel } from '@/components/ui/panel';
import type { Tone } from '@/components/ui/tone';
import { NOTICE_KIND_TEXT, NOTICES_SHOWN, type NoticeItem, noticeText } from '@/lib/features/notifications/rules';
import { statusText } from '@/lib/kyb/status';
import type { NoticeKind } from '@/lib/platform/db/column-values';
import type { StatefulAction } from '@/lib/platform/forms/action-state';

const TONES: Readonly<Record<NoticeKind, Tone>> = { needs_you: 'attention', stuck: 'waiting', approved: 'good' };

const MEANING: Readonly<Record<NoticeKind, string>> = {
  needs_you: 'Something changed that wants a member of staff.',
  stuck: 'Nothing has happened for too long.',
  approved: 'These customers have passed 1Money’s KYB.',
};

interface NoticeSectionProps {
  readonly kind: NoticeKind;
  readonly items: readonly NoticeItem[];
  readonly readAction: StatefulAction;
}

/** The notices of one kind, newest first. Where the customer has moved on since, the line says so. */
export function NoticeSection({ kind, items, readAction }: NoticeSectionProps) {
  return (
    <Panel title={NOTICE_KIND_TEXT[kind]} actions={<p className="text-xs text-muted">{MEANING[kind]}</p>}>
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
                <span>{noticeText(item)}</span>
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
              <ActButton action={readAction} fields={{ noticeId: String(item.id) }} size="sm" variant="quiet">
                Mark as read<span className="sr-only">{`: ${item.businessName}`}</span>
              </ActButton>
            )}
          </li>
        ))}
      </ul>
      {items.length === NOTICES_SHOWN && (
        <p className="border-t border-line px-4 py-2 text-xs text-muted">{`The newest ${NOTICES_SHOWN} are shown.`}</p>
      )}
    </Panel>
  );
}
