import 'server-only';
import { z } from 'zod';
import { env } from '@/lib/env';
import { deviceText } from '@/lib/platform/auth/device-text';
import { DEFAULT_LOCALE } from '@/lib/platform/i18n/locales';
import type { Mail } from '@/lib/platform/mail/mails.writes';
import { type RenderedMail, renderMail } from '@/lib/platform/mail/render';

const facts = z.object({ at: z.coerce.date(), address: z.string(), userAgent: z.string() });

/** To a member of staff, in English like their pages: a sign-in from a browser that is new to the account. */
export function composeNewDeviceMail(
  mail: Pick<Mail, 'facts'>,
  { partner, accent }: { readonly partner: string; readonly accent: string },
): RenderedMail | null {
  const given = facts.safeParse(mail.facts);
  if (!given.success) return null;
  const { at, address, userAgent } = given.data;
  const when = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at);
  const { appUrl } = env();
  return renderMail({
    locale: DEFAULT_LOCALE,
    accent,
    subject: `New sign-in to the partner portal of ${partner}`,
    paragraphs: [
      'Hello,',
      `Your account was used to sign in from a device that it was not used on before: ${deviceText(userAgent)}, from ${address === '' ? 'an unknown address' : `the address ${address}`}, on ${when} UTC.`,
      'If that was you, there is nothing to do.',
      'If it was not: end that session, set a new password, and tell an admin of your team.',
    ],
    button: { label: 'See my sessions', href: `${appUrl}/account/sessions` },
    footer: [{ text: `You get this e-mail because you have an account at ${new URL(appUrl).hostname}.` }],
  });
}
