/** What forms about acts on many customers send. */
import { z } from 'zod';
import { newInviteInput } from '@/lib/features/invites/new-invite.rules';
import { CHOSEN_BULK_ACTIONS } from '@/lib/platform/db/column-values';
import { customerId } from '@/lib/platform/input/customer-id';
import { BULK_LIMIT } from './bulk-eligibility.rules';

const DAMAGED = 'This form is damaged. Reload the page.';

/** Checkboxes of a table: each holds one id, or those of a whole page. */
const customerIds = z
  .string()
  .optional()
  .transform((text) => [...new Set((text ?? '').split(/\s+/).filter(Boolean))])
  .pipe(z.array(customerId).max(BULK_LIMIT, DAMAGED));

/** Who is chosen, of a form that may hold more. */
export const choiceInput = z.object({
  customer: customerIds,
  /** All that match the list's filter, not only those that are checked. */
  all: z.literal('on').optional(),
  /** The list's query, as in its address. */
  filter: z.string().max(2_000, DAMAGED).optional(),
});

export const bulkSelectionInput = z.strictObject({
  ...choiceInput.shape,
  act: z.enum(CHOSEN_BULK_ACTIONS, DAMAGED),
  /** Of `assign`: an empty field means no owner. */
  ownerId: z
    .union([z.literal(''), z.uuid(DAMAGED)])
    .optional()
    .transform((text) => text || null),
});

const runId = z.uuid(DAMAGED);

export const runIdInput = z.strictObject({ runId });

export const bulkStartInput = z.strictObject({
  runId,
  locale: newInviteInput.shape.locale.optional(),
  message: newInviteInput.shape.message,
});
