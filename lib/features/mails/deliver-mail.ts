import 'server-only';
import { env } from '@/lib/env';
import { insertNotifications } from '@/lib/features/notifications/writes';
import { log } from '@/lib/log';
import { type SystemScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { MailKind } from '@/lib/platform/db/column-values';
import { claimMail, completeMail, type Mail, postponeMail } from '@/lib/platform/mail/mails.writes';
import { sendMail } from '@/lib/platform/mail/transport';
import { composeMail } from './compose-mail';

const GIVE_UP_MS = 72 * 60 * 60_000;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Sends one mail of the outbox, if it is due. A permanent rejection by the mail server notifies staff at once;
 * everything else is retried for three days. A crash between the server's acceptance and our commit sends a mail twice,
 * with the same Message-ID.
 */
export async function deliverMail(mailId: string): Promise<void> {
  const scope = systemScope('mail');
  const db = await getDb();
  const now = new Date();
  const mail = await claimMail(scope, db, mailId, now);
  if (!mail) return;
  const { smtpUrl, mailFrom, appUrl } = env();
  if (smtpUrl === null) {
    await completeMail(scope, db, mail, { state: 'failed', reason: 'No mail server is configured (SMTP_URL).', now });
    return;
  }
  const composed = await composeMail(scope, db, mail);
  if (!composed) {
    await completeMail(scope, db, mail, { state: 'failed', reason: 'What it was about is over.', now });
    return;
  }
  const verdict = await sendMail(smtpUrl, {
    ...composed,
    from: mailFrom,
    to: mail.email,
    messageId: `<${mail.id}@${new URL(appUrl).hostname}>`,
  });
  if (verdict.kind === 'accepted')
    return completeMail(scope, db, mail, { state: 'sent', reason: null, now: new Date() });
  log.warn({ mailId: mail.id, verdict: verdict.kind }, 'a mail was not accepted');
  const { reason } = verdict;
  if (verdict.kind === 'bounced') return completeUndelivered(scope, mail, { state: 'bounced', reason });
  if (now.getTime() - mail.createdAt.getTime() > GIVE_UP_MS)
    return completeUndelivered(scope, mail, { state: 'failed', reason });
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (mail.tries - 1), LONGEST_WAIT_MS);
  await postponeMail(scope, db, mail, { nextTryAt: new Date(Date.now() + waitMs), reason });
}

/** Only an invite's mail keeps a customer waiting; other mails repeat what pages say. */
const CARRIES_THE_LINK: readonly MailKind[] = ['invite', 'reminder'];

/**
 * Staff are notified before the mail is completed: after a crash in between, the dedupe key keeps it to one
 * notification.
 */
async function completeUndelivered(
  scope: SystemScope,
  mail: Mail,
  outcome: { readonly state: 'bounced' | 'failed'; readonly reason: string },
): Promise<void> {
  const db = await getDb();
  const now = new Date();
  const { customerId } = mail;
  if (customerId !== null && CARRIES_THE_LINK.includes(mail.kind)) {
    const notification = {
      reason: 'invite_not_delivered',
      dedupeKey: `invite_not_delivered:${mail.id}`,
      customerId,
    } as const;
    await insertNotifications(scope, db, [notification], now);
  }
  await completeMail(scope, db, mail, { ...outcome, now });
}
