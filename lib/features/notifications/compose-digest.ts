import 'server-only';
import { z } from 'zod';
import { env } from '@/lib/env';
import { pluralise } from '@/lib/format';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { NOTIFICATION_KINDS } from '@/lib/platform/db/column-values';
import { type RenderedMail, renderMail } from '@/lib/platform/mail/render';
import { hasDigest, listNotifications } from './queries';
import {
  DIGEST_SEARCHED,
  NOTIFICATION_KIND_TEXT,
  type NotificationItem,
  notificationKind,
  notificationText,
} from './rules';

/** More lines of a kind than these are only counted: the page has them. */
const LINES = 10;

const facts = z.object({
  userId: z.string(),
  since: z.coerce.date(),
  before: z.coerce.date(),
});

/**
 * The daily mail to a member of staff, in English like their pages. Null when everything was read meanwhile, or the
 * mail was switched off.
 */
export async function composeDigest(
  scope: SystemScope,
  db: Db,
  mail: { readonly facts: unknown },
  look: { readonly accent: string },
): Promise<(RenderedMail & { readonly headers: Readonly<Record<string, string>> }) | null> {
  const given = facts.safeParse(mail.facts);
  if (!given.success) return null;
  const { userId, ...days } = given.data;
  const reader = { ...scope, userId };
  if (!(await hasDigest(reader, db))) return null;
  const items = await listNotifications(reader, db, { ...days, onlyUnread: true, limit: DIGEST_SEARCHED });
  if (items.length === 0) return null;
  const page = `${env().appUrl}/notices`;
  const rendered = renderMail({
    locale: 'en',
    accent: look.accent,
    subject: subjectOf(items),
    paragraphs: ['Since yesterday, for your customers and those that nobody owns:', ...sectionsOf(items)],
    button: { label: 'Open notices', href: page },
    footer: [
      { text: 'You get this mail once a day when there is something new. Switch it off here:', href: `${page}#daily` },
    ],
  });
  return { ...rendered, headers: { 'List-Unsubscribe': `<${page}#daily>` } };
}

function subjectOf(items: readonly NotificationItem[]): string {
  const parts = NOTIFICATION_KINDS.flatMap((kind) => {
    const count = items.filter(({ reason }) => notificationKind(reason) === kind).length;
    return count === 0 ? [] : [`${count} ${SUBJECT[kind]}`];
  });
  return `Onboarding: ${parts.join(', ')}`;
}

const SUBJECT = {
  needs_you: 'need you',
  overdue: 'newly overdue',
  approved: 'newly approved',
} as const;

function sectionsOf(items: readonly NotificationItem[]): string[] {
  return NOTIFICATION_KINDS.flatMap((kind) => {
    const ofKind = items.filter(({ reason }) => notificationKind(reason) === kind);
    if (ofKind.length === 0) return [];
    const more = ofKind.length - LINES;
    return [
      `${NOTIFICATION_KIND_TEXT[kind]} (${ofKind.length})`,
      ...ofKind.slice(0, LINES).map((item) => `${item.businessName}: ${notificationText(item)}`),
      ...(more > 0 ? [`and ${pluralise(more, 'more', 'more')}`] : []),
    ];
  });
}
