import 'server-only';
import type { Db } from '@/lib/db/client';
import { getOpenPasswordLinkById } from '@/lib/db/queries/password-links';
import type { Mail } from '@/lib/db/writes/mails';
import { env } from '@/lib/env';
import { type RenderedMail, renderMail } from '@/lib/mail/render';
import type { SystemScope } from '@/lib/scope';
import { DEFAULT_LOCALE } from '@/lib/texts/locales';
import { passwordLinkAddress } from './password-link';

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
