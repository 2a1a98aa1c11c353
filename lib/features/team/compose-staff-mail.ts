import 'server-only';
import { env } from '@/lib/env';
import { passwordLinkAddress } from '@/lib/features/password/password-link';
import { getOpenPasswordLinkById } from '@/lib/features/password/queries';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { DEFAULT_LOCALE } from '@/lib/platform/i18n/locales';
import type { Mail } from '@/lib/platform/mail/mails.writes';
import { type RenderedMail, renderMail } from '@/lib/platform/mail/render';

/** Mails to the partner's own staff, in the language of their pages. Null when what it was about is over. */
export async function composeStaffMail(
  scope: SystemScope,
  db: Db,
  mail: Mail,
  { partner, accent }: { readonly partner: string; readonly accent: string },
): Promise<RenderedMail | null> {
  const link = await getOpenPasswordLinkById(scope, db, mail.facts?.linkId ?? '', new Date());
  if (!link) return null;
  const date = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const { hostname } = new URL(env().appUrl);
  return renderMail({
    locale: DEFAULT_LOCALE,
    accent,
    subject: `Your account for the partner portal of ${partner}`,
    paragraphs: [
      'Hello,',
      `${link.createdByName ?? 'An admin'} invites you to the partner portal of ${partner}, as ${link.role}.`,
      `Choose your name and a password to begin. The link works once, until ${date.format(link.expiresAt)} UTC.`,
    ],
    button: { label: 'Set your password', href: passwordLinkAddress(link.id) },
    footer: [
      {
        text: `You get this e-mail because an admin of ${hostname} entered your address. If you do not know why, do nothing.`,
      },
    ],
  });
}
