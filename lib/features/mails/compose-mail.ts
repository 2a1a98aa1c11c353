import 'server-only';
import { composeNewDeviceMail } from '@/lib/features/account/compose-new-device-mail';
import { getCustomerDetail } from '@/lib/features/customers/customers.queries';
import { isLiving } from '@/lib/features/invites/change-invite';
import { customerSignInLink, inviteLink } from '@/lib/features/invites/invite-token';
import { getInvite } from '@/lib/features/invites/queries';
import { composeDigest } from '@/lib/features/notifications/compose-digest';
import { composeResetMail } from '@/lib/features/password/compose-reset-mail';
import { makeCode } from '@/lib/features/self-serve/email-codes';
import { brandingSetting } from '@/lib/features/settings/branding';
import { composeStaffMail } from '@/lib/features/team/compose-staff-mail';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { fill, sentences } from '@/lib/platform/i18n/catalogue';
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/platform/i18n/locales';
import type { Mail } from '@/lib/platform/mail/mails.writes';
import { type MailParts, type RenderedMail, renderMail } from '@/lib/platform/mail/render';
import { assertNever } from '@/lib/result';
import { inviteCopy } from './invite-copy';

export interface ComposedMail extends RenderedMail {
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The text of a mail, made while it is sent: links are derived and codes made now, so none of them is ever in the
 * outbox. Null when its cause is gone, e.g. the invite was revoked.
 */
export async function composeMail(scope: SystemScope, db: Db, mail: Mail): Promise<ComposedMail | null> {
  const locale = isLocale(mail.locale) ? mail.locale : DEFAULT_LOCALE;
  const text = sentences(locale);
  const { partnerName: partner, accent, supportEmail } = await brandingSetting.read();
  const customer = mail.customerId === null ? null : await getCustomerDetail(scope, db, mail.customerId);
  const invite = mail.inviteId === null ? null : await getInvite(scope, db, mail.inviteId);
  const values = { partner, business: customer?.businessName ?? '' };
  const support = supportEmail === null ? [] : [{ text: fill(text.supportAt, { contact: supportEmail }) }];
  const why = mail.inviteId === null ? text.mailFooterHandOver : text.mailFooter;
  const footer: MailParts['footer'] = [...support, { text: fill(why, values) }];
  // An answer goes to people, not to the address that only sends.
  const replyTo: Readonly<Record<string, string>> = supportEmail === null ? {} : { 'Reply-To': supportEmail };
  const say = (sentence: string) => fill(sentence, values);

  switch (mail.kind) {
    case 'code': {
      const purpose = mail.facts?.purpose === 'invite' ? 'invite' : 'sign_in';
      const code = await makeCode(db, purpose, mail);
      const parts = {
        subject: fill(text.mailCodeSubject, { partner, code }),
        paragraphs: [text.mailGreeting, fill(text.mailCodeText, { partner, code })],
        code,
        footer: [{ text: text.mailCodeIgnore }],
      };
      return { ...renderMail({ locale, accent, ...parts }), headers: {} };
    }
    case 'invite':
    case 'reminder': {
      if (!customer || !invite || !isLiving(invite)) return null;
      const href = inviteLink(invite);
      const isReminder = mail.kind === 'reminder';
      const stop = `${href}/reminders`;
      const words = inviteCopy(text, customer.status, { isReminder });
      const parts = {
        subject: say(words.subject),
        paragraphs: [
          text.mailGreeting,
          ...words.lines.map(say),
          fill(text.mailInviteValid, { date: toDay(invite.expiresAt, locale) }),
        ],
        quote: invite.message === null ? undefined : { title: say(text.mailMessageFrom), text: invite.message },
        button: { label: words.button, href },
        footer: isReminder ? [...footer, { text: text.mailReminderStop, href: stop }] : footer,
      };
      const headers = isReminder ? { ...replyTo, 'List-Unsubscribe': `<${stop}>` } : replyTo;
      return { ...renderMail({ locale, accent, ...parts }), headers };
    }
    case 'response_needed':
      return statusEmail(text.mailResponseSubject, text.mailResponseText);
    case 'rejected':
      return statusEmail(text.mailRejectedSubject, text.mailRejectedText);
    case 'approved':
      return statusEmail(text.mailApprovedSubject, text.mailApprovedText);
    case 'staff_invite': {
      const composed = await composeStaffMail(scope, db, mail, { partner, accent });
      return composed && { ...composed, headers: {} };
    }
    case 'password_reset': {
      const composed = await composeResetMail(scope, db, mail, { partner, accent });
      return composed && { ...composed, headers: {} };
    }
    case 'new_device': {
      const composed = composeNewDeviceMail(mail, { partner, accent });
      return composed && { ...composed, headers: {} };
    }
    case 'digest':
      return composeDigest(scope, db, mail, { accent });
    default:
      return assertNever(mail.kind);
  }

  function statusEmail(subject: string, sentence: string): ComposedMail | null {
    if (!customer) return null;
    const href = invite && isLiving(invite) ? inviteLink(invite) : customerSignInLink();
    const paragraphs = [text.mailGreeting, say(sentence)];
    const button = { label: text.mailOpenStatus, href };
    return { ...renderMail({ locale, accent, subject: say(subject), paragraphs, button, footer }), headers: replyTo };
  }
}

function toDay(date: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}
