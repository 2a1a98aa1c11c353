import 'server-only';
import type { BulkCustomer } from '@/lib/db/queries/bulk-facts';
import type { BulkParams } from '@/lib/db/schema/bulk-runs';
import { isEmail } from '@/lib/email-address';
import { env } from '@/lib/env';
import { type BulkAct, type BulkReason, CHOSEN_ACTS, type ChosenAct, judgeBulk } from '@/lib/kyb/bulk-rules';

export function isChosenAct(act: BulkAct): act is ChosenAct {
  return CHOSEN_ACTS.some((chosen) => chosen === act);
}

/** Null when an act is possible for a customer as it is known now, else why it is not. */
export function judgeBulkCustomer(
  act: ChosenAct,
  customer: BulkCustomer | null,
  params: BulkParams,
  { rejectedReentry, now = new Date() }: { readonly rejectedReentry: boolean; readonly now?: Date },
): BulkReason | null {
  const facts = customer && {
    ...customer,
    isConfirmed: customer.upstreamId !== null,
    hasAddress: isEmail(customer.email),
  };
  const circumstances = { now, rejectedReentry, canMail: env().smtpUrl !== null, ownerId: params.ownerId ?? null };
  return judgeBulk(act, facts, circumstances);
}
