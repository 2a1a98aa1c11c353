/** The erasure of a customer: what is typed to confirm it, and what an admin reads before. Pure. */
import { z } from 'zod';
import { customerId } from '@/lib/platform/input/customer-id';
import { toSearchText } from '@/lib/platform/input/text-keys';

export const erasureInput = z.strictObject({
  customerId,
  name: z.string('Type the name of the customer.').trim().min(1, 'Type the name of the customer.').max(400),
});

/** Case, kinds of blanks and ways of writing an accent do not matter: the name is typed to slow down, not to be spelled. */
export function isTypedName(typed: string, businessName: string): boolean {
  const plain = toSearchText(typed).trim();
  return plain !== '' && plain === toSearchText(businessName).trim();
}

export const ERASED_HERE: readonly string[] = [
  'the customer itself with its names and address, what 1Money asked for, and every status that was seen',
  'its invites, which stop working, and the mails about them',
  'its representatives’ sign-ins and codes, unless the address also belongs to another customer',
  'notes about it, and its lines in imports',
  'what was sent to 1Money to create it, and the texts of 1Money’s webhooks about it',
  'addresses and names in the activity; what was done, when and by which member of staff stays there',
];

export const KEPT_ELSEWHERE: readonly string[] = [
  '1Money’s own records: ask 1Money about those',
  'two ids, 1Money’s and ours, so that reading 1Money’s list does not bring the customer back',
  'mails in people’s mailboxes, files that somebody exported, and backups of the database until they are overwritten',
];
