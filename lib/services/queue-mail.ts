import 'server-only';
import type { Db } from '@/lib/db/client';
import { insertMail, type NewMail } from '@/lib/db/writes/mails';
import type { Scope } from '@/lib/scope';
import { enqueue } from './enqueue';

export type MailRequest = Omit<NewMail, 'id' | 'now' | 'facts'> & { readonly facts?: Record<string, string> };

/**
 * Commits a mail to the outbox and hurries it. One mail per occasion: asking again for the same changes nothing.
 * Answers whether this was the first time.
 */
export async function queueMail(scope: Scope, db: Db, mail: MailRequest): Promise<boolean> {
  const id = crypto.randomUUID();
  const isNew = await insertMail(scope, db, { facts: {}, ...mail, id, now: new Date() });
  if (isNew) await enqueue('send-mail', { mailId: id }, { singletonKey: id });
  return isNew;
}
