/**
 * Mail over SMTP. Knows servers and their responses, not what the mails are about. The verdict says whether a retry
 * makes sense: a 5xx for the recipient or the message is final, everything else may pass.
 */
import 'server-only';
import nodemailer, { type Transporter } from 'nodemailer';

export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every retry, so that a receiver can recognise a mail that was sent twice. */
  readonly messageId: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type MailVerdict =
  | { readonly kind: 'accepted' }
  /** Refused for good: no such mailbox, blocked, malformed. `reason` is the server's own line. */
  | { readonly kind: 'bounced'; readonly reason: string }
  | { readonly kind: 'again'; readonly reason: string };

const CONNECT_MS = 5_000;
const ANSWER_MS = 20_000;

const holder = globalThis as typeof globalThis & { portalMailer?: { url: string; transporter: Transporter } };

function transporterOf(smtpUrl: string): Transporter {
  if (holder.portalMailer?.url !== smtpUrl) {
    const transporter = nodemailer.createTransport({
      url: smtpUrl,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    holder.portalMailer = { url: smtpUrl, transporter };
  }
  return holder.portalMailer.transporter;
}

export async function sendMail(smtpUrl: string, mail: OutgoingMail): Promise<MailVerdict> {
  try {
    await transporterOf(smtpUrl).sendMail({
      ...mail,
      headers: { ...mail.headers, 'Auto-Submitted': 'auto-generated' },
    });
    return { kind: 'accepted' };
  } catch (error) {
    return toVerdict(error);
  }
}

function toVerdict(error: unknown): MailVerdict {
  const reason = (error instanceof Error ? error.message : 'unknown').replace(/\s+/g, ' ').slice(0, 300);
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  const command = error instanceof Error && 'command' in error ? String(error.command) : '';
  // A 5xx at the greeting, at sign-in or for the sender speaks of the portal's set-up, not of this mail.
  const isAboutThisMail = /^(RCPT TO|DATA)/.test(command);
  return code >= 500 && isAboutThisMail ? { kind: 'bounced', reason } : { kind: 'again', reason };
}
