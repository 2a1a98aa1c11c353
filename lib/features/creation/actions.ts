'use server';

import { describeCheckError } from '@/lib/features/sync/errors';
import { ACTING_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { customerIdInput } from '@/lib/platform/input/customer-id';
import { ok } from '@/lib/result';
import { askAgain } from './ask-again';
import { createCustomer } from './create-customer';
import { describeCreateError } from './errors';
import { newCustomerInput } from './rules';

export const createCustomerAction = defineAction({
  name: 'create customer',
  roles: ACTING_ROLES,
  input: newCustomerInput,
  describe: describeCreateError,
  async run({ scope, origin }, input) {
    const created = await createCustomer(scope, input, origin);
    return created.ok ? ok({ redirectTo: `/customers/${created.value.customerId}` }) : created;
  },
});

export const askAgainAction = defineAction({
  name: 'ask again for a customer',
  roles: ACTING_ROLES,
  input: customerIdInput,
  describe: describeCheckError,
  async run({ scope, origin }, { customerId }) {
    const asked = await askAgain(scope, customerId, origin);
    if (!asked.ok) return asked;
    return ok({ message: asked.value === 'confirmed' ? '1Money has confirmed the customer.' : 'Not confirmed yet.' });
  },
});
