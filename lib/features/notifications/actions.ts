'use server';

import { z } from 'zod';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { readNotificationsNow, switchDigest } from './change-notifications';

const notificationId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const readNotificationAction = defineAction({
  name: 'mark notice as read',
  roles: STAFF_ROLES,
  input: z.strictObject({ notificationId }),
  async run({ scope, origin }, input) {
    await readNotificationsNow(scope, { id: input.notificationId }, origin);
    return ok({ message: 'Marked as read.' });
  },
});

export const readAllNotificationsAction = defineAction({
  name: 'mark all notices as read',
  roles: STAFF_ROLES,
  input: z.strictObject({ throughId: notificationId }),
  async run({ scope, origin }, { throughId }) {
    await readNotificationsNow(scope, { throughId }, origin);
    return ok({ message: 'All are marked as read.' });
  },
});

export const switchDigestAction = defineAction({
  name: 'switch daily mail',
  roles: STAFF_ROLES,
  input: z.strictObject({ digest: z.enum(['on', 'off']) }),
  async run({ scope, origin }, { digest }) {
    const hasChanged = await switchDigest(scope, digest === 'on', origin);
    if (!hasChanged) return ok({ message: `The daily mail was ${digest} already.` });
    return ok({ message: `The daily mail is ${digest}.` });
  },
});
