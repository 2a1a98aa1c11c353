'use server';

import { z } from 'zod';
import { ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { replayDelivery, replayJobs } from './replay';

export const replayDeliveryAction = defineAction({
  name: 'redrive webhook',
  roles: ADMIN_ROLES,
  input: z.strictObject({ deliveryId: z.uuid() }),
  async run({ scope, origin }, { deliveryId }) {
    const replayed = await replayDelivery(scope, deliveryId, origin);
    return replayed.ok ? ok({ message: 'It is being processed again.' }) : replayed;
  },
});

export const replayJobsAction = defineAction({
  name: 'redrive jobs',
  roles: ADMIN_ROLES,
  input: z.strictObject({}),
  async run({ scope, origin }) {
    const count = await replayJobs(scope, origin);
    return ok({ message: count === 1 ? 'One job was started again.' : `${count} jobs were started again.` });
  },
});
