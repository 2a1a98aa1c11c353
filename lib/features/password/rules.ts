/** What the form for a forgotten password sends. */
import { z } from 'zod';
import { emailKey } from '@/lib/platform/input/email-address';
import { emailText } from '@/lib/platform/input/email-text';

export const staffMailInput = z.strictObject({ email: emailText.transform(emailKey) });
