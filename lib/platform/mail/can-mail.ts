import 'server-only';
import { env } from '@/lib/env';

/** Whether mails can be sent; without a mail server invites can only be copied. */
export function canMail(): boolean {
  return env().smtpUrl !== null;
}
