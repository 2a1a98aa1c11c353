/** What forms about the team send. */
import { z } from 'zod';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { emailKey } from '@/lib/platform/input/email-address';
import { emailText } from '@/lib/platform/input/email-text';
import { isVisible, sayHidden } from '@/lib/platform/input/plain-text';

const role = z.enum(STAFF_ROLES, 'Choose one of the roles.');
const userId = z.uuid('This form is damaged. Reload the page.');

export const staffInviteInput = z.strictObject({
  /** One account per address however it is typed. */
  email: emailText.transform(emailKey),
  role,
});

/** Of somebody who has forgotten the password. */
export const staffMailInput = staffInviteInput.pick({ email: true });

export type StaffInviteInput = z.infer<typeof staffInviteInput>;

export const staffIdInput = z.strictObject({ userId });

export const staffRoleInput = z.strictObject({ userId, role });

export const staffName = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'Your name is needed.')
      .max(80, 'A name may have at most 80 characters.')
      .refine(isVisible, sayHidden('The name')),
  );
