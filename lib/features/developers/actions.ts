'use server';

import { z } from 'zod';
import { ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { redriveDelivery, redriveJobs } from './replay';

export const redriveDeliveryAction = defineAction({
  name: 'redrive webhook',
  roles: ADMIN_ROLES,
  input: z.strictObject({ deliveryId: z.uuid() }),
  async run({ scope, origin }, { deliveryId }) {
    const redriven = await redriveDelivery(scope, deliveryId, origin);
    return redriven.ok ? ok({ message: 'It is being processed again.' }) : redriven;
  },
});

export const redriveJobsAction = defineAction({
  name: 'redrive jobs',
  roles: ADMIN_ROLES,
  input: z.strictObject({}),
  async run({ scope, origin }) {
    const count = await redriveJobs(scope, origin);
    return ok({ message: count === 1 ? 'One job was started again.' : `${count} jobs were started again.` });
  },
});
