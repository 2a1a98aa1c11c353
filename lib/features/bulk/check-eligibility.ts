import 'server-only';
import { env } from '@/lib/env';
import { type BulkAction, CHOSEN_BULK_ACTIONS, type ChosenBulkAction } from '@/lib/platform/db/column-values';
import type { BulkParams } from '@/lib/platform/db/schema/bulk-runs';
import { isEmail } from '@/lib/platform/input/email-address';
import { type BulkReason, checkEligibility } from './bulk-eligibility.rules';
import type { BulkCustomer } from './bulk-facts.queries';

export function isChosenBulkAction(act: BulkAction): act is ChosenBulkAction {
  return CHOSEN_BULK_ACTIONS.some((chosen) => chosen === act);
}

/** Null when an act is possible for a customer as it is known now, else why it is not. */
export function checkCustomer(
  act: ChosenBulkAction,
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
  return checkEligibility(act, facts, circumstances);
}
