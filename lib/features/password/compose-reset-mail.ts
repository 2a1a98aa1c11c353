import 'server-only';
import { env } from '@/lib/env';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { DEFAULT_LOCALE } from '@/lib/platform/i18n/locales';
import type { Mail } from '@/lib/platform/mail/mails.writes';
import { type RenderedMail, renderMail } from '@/lib/platform/mail/render';
import { newPasswordLink, passwordLinkAddress } from './password-link';
import { insertResetLink } from './writes';

/** After this time people have asked again or given up. */
const OVER_AFTER_MS = 2 * 60 * 60_000;

/**
 * The mail to a person who has forgotten a password, with a link made now, so that its 30 minutes begin when it is
 * sent; sending it again ends the earlier link. Null where there is no account to sign in to.
 */
export async function composeResetMail(
  scope: SystemScope,
  db: Db,
  { email, facts, tries, createdAt }: Mail,
  { partner, accent }: { readonly partner: string; readonly accent: string },
): Promise<RenderedMail | null> {
  const now = new Date();
  if (now.getTime() - createdAt.getTime() > OVER_AFTER_MS) return null;
  const toLink = (userId: string) => newPasswordLink({ userId, purpose: 'reset', createdBy: 'password reset', now });
  const asked = { address: facts?.address ?? null, userAgent: facts?.userAgent ?? null };
  const link = await insertResetLink(scope, db, email, { toLink, origin: tries === 1 ? asked : null });
  if (!link) return null;
  const { hostname } = new URL(env().appUrl);
  return renderMail({
    locale: DEFAULT_LOCALE,
    accent,
    subject: `Set a new password for the partner portal of ${partner}`,
    paragraphs: [
      'Hello,',
      `somebody, probably you, has asked to set a new password for your account at ${hostname}.`,
      'The link works once, for 30 minutes. Setting a password signs you out everywhere; a second factor stays as it is.',
    ],
    button: { label: 'Set a new password', href: passwordLinkAddress(link.id) },
    footer: [{ text: 'If it was not you, do nothing: your password stays as it is.' }],
  });
}
