'use server';

import { ADMIN_ROLES } from '@/lib/auth/roles';
import { erasureInput } from '@/lib/kyb/erasure';
import { ok } from '@/lib/result';
import { eraseCustomer } from '@/lib/services/erase-customer';
import { defineAction } from './define-action';
import { describeErasureError } from './describe-erasure-error';

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
