/** Invited customers for tests of services, and what the mail job does with the outbox. */
import { vi } from 'vitest';
import { createCustomer } from '@/lib/features/creation/create-customer';
import { newCustomerInput } from '@/lib/features/creation/rules';
import { type CustomerRef, getCustomerRef } from '@/lib/features/customers/customers.queries';
import { inviteCustomer } from '@/lib/features/invites/invite-customer';
import { newInviteInput } from '@/lib/features/invites/new-invite.rules';
import { readInvites } from '@/lib/features/invites/read-invites';
import { deliverMail } from '@/lib/features/mails/deliver-mail';
import { NO_ORIGIN, type Origin } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { listDueMails } from '@/lib/platform/mail/mails.writes';

export const DAY_MS = 24 * 60 * 60_000;
export const MINUTE_MS = 60_000;

export type KnownCustomer = CustomerRef & { readonly upstreamId: string; readonly email: string };

export async function makeCustomer(staff: StaffScope, companyName = 'Acme Ltd'): Promise<KnownCustomer> {
  const intentId = crypto.randomUUID();
  const email = `${intentId.slice(0, 8)}@acme.example`;
  const input = newCustomerInput.parse({ firstName: 'Ada', lastName: 'Byron', email, companyName, intentId });
  const created = await createCustomer(staff, input, NO_ORIGIN);
  const ref = created.ok ? await getCustomerRef(staff, await getDb(), created.value.customerId) : null;
  if (!ref?.upstreamId) throw new Error('No customer to test with.');
  return { ...ref, upstreamId: ref.upstreamId, email };
}

interface InviteChanges {
  readonly email?: string;
  readonly locale?: string;
  readonly message?: string;
}

export function invite(staff: StaffScope, customer: KnownCustomer, changes: InviteChanges = {}) {
  const typed = { customerId: customer.id, email: customer.email, locale: 'en', ...changes };
  return inviteCustomer(staff, newInviteInput.parse(typed), NO_ORIGIN);
}

/** Invites; returns the invite's id and the token of its link, as staff would copy it. */
export async function makeInvite(staff: StaffScope, customer: KnownCustomer, changes: InviteChanges = {}) {
  const invited = await invite(staff, customer, changes);
  if (!invited.ok) throw new Error(`Not invited: ${JSON.stringify(invited.error)}`);
  const { inviteId } = invited.value;
  return { id: inviteId, token: await tokenOf(staff, customer, inviteId) };
}

export async function tokenOf(staff: StaffScope, customer: KnownCustomer, inviteId: string): Promise<string> {
  const found = (await readInvites(staff, customer.id)).find(({ id }) => id === inviteId);
  return tokenIn(found?.link ?? '');
}

/** The token of the invite link in a text; empty when there is none. */
export function tokenIn(text: string): string {
  return /\/i\/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text)?.[1] ?? '';
}

/** What the job does: every mail that is due is handed to the mail server once. */
export async function deliverDueMails(): Promise<void> {
  const due = { now: new Date(), limit: 1_000 };
  for (const id of await listDueMails(systemScope('test'), await getDb(), due)) await deliverMail(id);
}

/** The clock of the portal advances; timers stay real, so that servers and databases keep working. */
export function travel(ms: number): void {
  const now = Date.now() + ms;
  vi.useFakeTimers({ toFake: ['Date'], now });
}

let visitors = 0;

/** A person with an address of their own, so that tests do not share rate limits. */
export function visitor(): Origin {
  visitors += 1;
  return { address: `2001:db8:0:${visitors.toString(16)}::1`, userAgent: 'A browser' };
}
