import 'server-only';
import { env } from '@/lib/env';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { isEditable } from '@/lib/kyb/status';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { enqueueMail, newMail } from '@/lib/platform/mail/queue-mail';
import { err, ok, type Result } from '@/lib/result';
import { hashInviteToken, inviteToken } from './invite-token';
import type { NewInviteInput } from './new-invite.rules';
import { findLivingInvite } from './queries';
import { insertInvite } from './writes';

const DAY_MS = 24 * 60 * 60_000;

export function inviteExpiry(now: Date): Date {
  return new Date(now.getTime() + env().inviteDays * DAY_MS);
}

/**
 * Invites a customer's representative by email. The invite lives for days and creates an onboarding link only on a
 * person's click. At most one live invite per customer and address. `id` is the new invite's. Errors: `not_found`,
 * `not_editable`, `conflict` (`confirming`, `already_invited`).
 */
export async function inviteCustomer(
  scope: StaffScope,
  input: NewInviteInput,
  origin: Origin,
  id: string = crypto.randomUUID(),
): Promise<Result<{ readonly inviteId: string }>> {
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, input.customerId);
  if (!customer) return err({ kind: 'not_found', retryable: false });
  if (customer.upstreamId === null) return err({ kind: 'conflict', reason: 'confirming', retryable: true });
  if (!isEditable(customer.status, await readReentry()))
    return err({ kind: 'not_editable', status: customer.status, retryable: false });
  if (await findLivingInvite(scope, db, customer.id, input.email))
    return err({ kind: 'conflict', reason: 'already_invited', retryable: false });

  const now = new Date();
  const { email, locale } = input;
  const dedupeKey = `invite:${id}:1`;
  const mail = newMail({ kind: 'invite', dedupeKey, email, locale, customerId: customer.id, inviteId: id }, now);
  const isNew = await insertInvite(
    scope,
    db,
    {
      id,
      customerId: customer.id,
      email,
      locale,
      message: input.message,
      tokenHash: hashInviteToken(inviteToken(id, 1)),
      now,
      expiresAt: inviteExpiry(now),
      mail,
    },
    { origin },
  );
  if (!isNew) return err({ kind: 'conflict', reason: 'already_invited', retryable: false });
  await enqueueMail(mail.id);
  return ok({ inviteId: id });
}
