/** What a form that changes a customer's owner sends. */
import { z } from 'zod';
import { customerId } from '@/lib/platform/input/customer-id';

/** An empty field means no owner. */
const staffIdOrNobody = z
  .union([z.literal(''), z.uuid('This form is damaged. Reload the page.')])
  .transform((text) => text || null);

export const ownerInput = z.strictObject({
  customerId,
  /** The owner that the page showed, so that no other decision is overruled unseen. */
  from: staffIdOrNobody,
  to: staffIdOrNobody,
});
