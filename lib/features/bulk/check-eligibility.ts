import 'server-only';
import { env } from '@/lib/env';
import { type BulkAct, CHOSEN_ACTS, type ChosenAct } from '@/lib/platform/db/column-values';
import type { BulkParams } from '@/lib/platform/db/schema/bulk-runs';
import { isEmail } from '@/lib/platform/input/email-address';
import { type BulkReason, judgeBulk } from './bulk-eligibility.rules';
import type { BulkCustomer } from './bulk-facts.queries';

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
