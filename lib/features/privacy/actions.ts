'use server';

import { ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { eraseCustomer } from './erase-customer';
import { erasureInput } from './erasure.rules';
import { describeErasureError } from './errors';

export const eraseCustomerAction = defineAction({
  name: 'erase customer',
  roles: ADMIN_ROLES,
  needsProof: true,
  input: erasureInput,
  describe: describeErasureError,
  async run({ scope, origin }, input) {
    const erased = await eraseCustomer(scope, input, origin);
    return erased.ok ? ok({ redirectTo: '/customers' }) : erased;
  },
});
