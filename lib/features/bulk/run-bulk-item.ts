/**
 * The actions of a run on one customer. Each is planned and committed before it is carried out (`plan`), so that a
 * retry after a crash repeats the same thing (`carryOut`).
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { isLiving, renewInvite, resendInvite, revokeInvite } from '@/lib/features/invites/change-invite';
import { inviteCustomer } from '@/lib/features/invites/invite-customer';
import { newInviteInput } from '@/lib/features/invites/new-invite.rules';
import { getInvite, type Invite } from '@/lib/features/invites/queries';
import { remindByHand } from '@/lib/features/invites/remind-by-hand';
import { assignOwner } from '@/lib/features/owners/assign-owner';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { BulkAction } from '@/lib/platform/db/column-values';
import type { BulkDetail } from '@/lib/platform/db/schema/bulk-items';
import type { BulkParams } from '@/lib/platform/db/schema/bulk-runs';
import { DEFAULT_LOCALE } from '@/lib/platform/i18n/locales';
import { type AppError, assertNever } from '@/lib/result';
import { type BulkReason, checkRevocation, closedBecause } from './bulk-eligibility.rules';
import { type BulkCustomer, listBulkCustomers } from './bulk-facts.queries';
import type { ItemCompletion } from './bulk-runs.writes';

export interface BulkCall {
  readonly scope: StaffScope;
  readonly origin: Origin;
  readonly run: { readonly id: string; readonly act: BulkAction; readonly params: BulkParams };
  readonly position: number;
  readonly customerId: string;
  readonly detail: BulkDetail;
}

/** The plan for an eligible customer. */
export function plan(
  run: { readonly id: string; readonly act: BulkAction },
  position: number,
  customer: BulkCustomer,
): BulkDetail {
  switch (run.act) {
    case 'invite':
      return { inviteId: idOf(run.id, position) };
    case 'resend':
      return { inviteId: customer.invite?.id, generation: customer.invite?.generation };
    case 'remind':
      return { inviteId: customer.invite?.id, number: (customer.invite?.remindersSent ?? 0) + 1 };
    default:
      return {};
  }
}

/** The same id for the same customer of the same run, as a UUID: an invite that is there was made by it. */
function idOf(runId: string, position: number): string {
  const hex = createHash('sha256').update(`${runId}:${position}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

export async function carryOut(call: BulkCall): Promise<ItemCompletion> {
  switch (call.run.act) {
    case 'invite':
      return invite(call);
    case 'resend':
      return resend(call);
    case 'remind':
      return remind(call);
    case 'check':
      return check(call);
    case 'assign':
    case 'restore':
      return assign(call);
    case 'revoke':
      return revoke(call);
    default:
      return assertNever(call.run.act);
  }
}

const done = (outcome: string): ItemCompletion => ({ state: 'done', outcome });
const skipped = (reason: BulkReason): ItemCompletion => ({ state: 'skipped', reason });
const closed = async (status: string): Promise<ItemCompletion> =>
  skipped(closedBecause(status, await readReentry()) ?? 'in_review');
const failed = (error: AppError): ItemCompletion => ({ state: 'failed', reason: error.kind });

async function invite({ scope, origin, run, customerId, detail }: BulkCall): Promise<ItemCompletion> {
  const db = await getDb();
  const id = detail.inviteId;
  if (id !== undefined && (await getInvite(scope, db, id))) return done('invited');
  const { locale, message } = run.params;
  const customer = (await listBulkCustomers(scope, db, [customerId])).get(customerId);
  if (!customer) return skipped('gone');
  const input = newInviteInput.safeParse({
    customerId,
    email: customer.email,
    locale: locale ?? DEFAULT_LOCALE,
    message: message ?? '',
  });
  if (!input.success) return skipped('no_address');
  const invited = await inviteCustomer(scope, input.data, origin, id);
  if (invited.ok) return done('invited');
  const { error } = invited;
  if (error.kind === 'not_found') return skipped('gone');
  if (error.kind === 'not_editable') return closed(error.status);
  if (error.kind === 'conflict') return skipped(error.reason === 'confirming' ? 'confirming' : 'already_invited');
  return failed(error);
}

async function resend({ scope, origin, run, detail }: BulkCall): Promise<ItemCompletion> {
  const invite = await inviteOf(scope, detail);
  if (invite === null) return skipped('not_invited');
  if (invite.generation > (detail.generation ?? invite.generation)) return done('renewed');
  const lives = isLiving(invite);
  const dedupeKey = `invite:${invite.id}:${invite.generation}:run:${run.id}`;
  const sent = lives
    ? await resendInvite(scope, invite.id, origin, dedupeKey)
    : await renewInvite(scope, invite.id, origin);
  if (sent.ok) return done(lives ? 'sent' : 'renewed');
  return sent.error.kind === 'conflict' ? skipped('invite_dead') : failed(sent.error);
}

async function remind({ scope, origin, detail, customerId }: BulkCall): Promise<ItemCompletion> {
  const { inviteId, number } = detail;
  if (inviteId === undefined || number === undefined) return skipped('not_invited');
  const reminded = await remindByHand(scope, { customerId, inviteId, number }, origin);
  if (reminded.ok) return done('reminded');
  const { error } = reminded;
  if (error.kind === 'not_editable') return closed(error.status);
  return error.kind === 'conflict' ? skipped('already_started') : failed(error);
}

async function check({ scope, customerId }: BulkCall): Promise<ItemCompletion> {
  const customer = await getCustomerRef(scope, await getDb(), customerId);
  if (!customer) return skipped('gone');
  if (customer.upstreamId === null) return skipped('confirming');
  const observed = await syncCustomer(scope, customer, { source: 'check', force: true, priority: 'background' });
  if (!observed.ok) return failed(observed.error);
  return done(observed.value.status === customer.status ? 'unchanged' : 'changed');
}

async function assign({ scope, origin, run, customerId, detail }: BulkCall): Promise<ItemCompletion> {
  const { from = null, to = null } = detail;
  const assigned = await assignOwner(scope, { customerId, from, to }, origin);
  if (assigned.ok) return done(run.act === 'restore' ? 'restored' : 'assigned');
  const { error } = assigned;
  if (error.kind === 'not_found') return skipped('gone');
  if (error.kind === 'invalid_input') return skipped('owner_unknown');
  return error.kind === 'conflict' ? skipped('owner_changed') : failed(error);
}

async function revoke({ scope, origin, detail }: BulkCall): Promise<ItemCompletion> {
  const invite = await inviteOf(scope, detail);
  const reason = checkRevocation(invite);
  // Already revoked by someone else: count it as done.
  if (invite === null || reason === 'invite_dead') return invite === null ? skipped('gone') : done('revoked');
  if (reason !== null) return skipped(reason);
  const revoked = await revokeInvite(scope, invite.id, origin);
  if (revoked.ok) return done('revoked');
  return revoked.error.kind === 'conflict' ? done('revoked') : failed(revoked.error);
}

async function inviteOf(scope: StaffScope, detail: BulkDetail): Promise<Invite | null> {
  return detail.inviteId === undefined ? null : getInvite(scope, await getDb(), detail.inviteId);
}
