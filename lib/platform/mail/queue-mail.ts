import 'server-only';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { enqueue } from '@/lib/platform/jobs/enqueue';
import { insertMail, type NewMail } from './mails.writes';

export type MailRequest = Omit<NewMail, 'id' | 'now' | 'facts'> & { readonly facts?: Record<string, string> };

/** A mail for a write that commits it together with its cause; enqueue it afterwards. */
export function newMail(request: MailRequest, now: Date = new Date()): NewMail {
  return { facts: {}, ...request, id: crypto.randomUUID(), now };
}

export function enqueueMail(id: string): Promise<void> {
  return enqueue('send-mail', { mailId: id }, { singletonKey: id });
}

/**
 * Commits a mail to the outbox and enqueues it. One mail per dedupe key: asking again changes nothing. Returns whether
 * this was the first time.
 */
export async function queueMail(scope: Scope, db: Db, request: MailRequest): Promise<boolean> {
  const mail = newMail(request);
  const isNew = await insertMail(scope, db, mail);
  if (isNew) await enqueueMail(mail.id);
  return isNew;
}
