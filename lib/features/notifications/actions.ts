'use server';

import { z } from 'zod';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { readNoticesNow, switchDigest } from './change-notifications';

const noticeId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export const readNoticeAction = defineAction({
  name: 'mark notice as read',
  roles: STAFF_ROLES,
  input: z.strictObject({ noticeId }),
  async run({ scope, origin }, input) {
    await readNoticesNow(scope, { id: input.noticeId }, origin);
    return ok({ message: 'Marked as read.' });
  },
});

export const readAllNoticesAction = defineAction({
  name: 'mark all notices as read',
  roles: STAFF_ROLES,
  input: z.strictObject({ throughId: noticeId }),
  async run({ scope, origin }, { throughId }) {
    await readNoticesNow(scope, { throughId }, origin);
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
