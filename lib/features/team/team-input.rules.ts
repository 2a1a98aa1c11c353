/** What forms about the team send. */
import { z } from 'zod';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { emailKey } from '@/lib/platform/input/email-address';
import { emailText } from '@/lib/platform/input/email-text';

const role = z.enum(STAFF_ROLES, 'Choose one of the roles.');
const userId = z.uuid('This form is damaged. Reload the page.');

export const staffInviteInput = z.strictObject({
  /** One account per address however it is typed. */
  email: emailText.transform(emailKey),
  role,
});

export type StaffInviteInput = z.infer<typeof staffInviteInput>;

export const staffIdInput = z.strictObject({ userId });

export const staffRoleInput = z.strictObject({ userId, role });
