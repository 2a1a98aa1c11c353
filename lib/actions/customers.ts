'use server';

import { ACTING_ROLES, ADMIN_ROLES } from '@/lib/auth/roles';
import { customerIdInput } from '@/lib/kyb/customer-id';
import { newCustomerInput } from '@/lib/kyb/new-customer';
import { ok } from '@/lib/result';
import { askAgain } from '@/lib/services/ask-again';
import { checkNow } from '@/lib/services/check-now';
import { createCustomer } from '@/lib/services/create-customer';
import { readRawCustomer } from '@/lib/services/read-raw-customer';
import { startOnboarding } from '@/lib/services/start-onboarding';
import { defineAction } from './define-action';
import { describeCheckError, describeCreateError, describeStartError } from './describe-errors';
import { documentAction } from './document-action';

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

const CHECKED_TEXT = {
  status: 'The status has changed.',
  details: 'The status is the same, but its details have changed.',
  none: 'No change yet.',
} as const;

export const checkNowAction = defineAction({
  name: 'check now',
  roles: ACTING_ROLES,
  input: customerIdInput,
  describe: describeCheckError,
  async run({ scope }, { customerId }) {
    const checked = await checkNow(scope, customerId);
    return checked.ok ? ok({ message: CHECKED_TEXT[checked.value.news] }) : checked;
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

export const startOnboardingAction = documentAction(
  defineAction({
    name: 'start onboarding',
    roles: ACTING_ROLES,
    input: customerIdInput,
    describe: describeStartError,
    async run({ scope, origin }, { customerId }) {
      const started = await startOnboarding(scope, customerId, origin);
      return started.ok ? ok({ leaveTo: started.value }) : started;
    },
  }),
  'customerId',
);
export const readRawCustomerAction = defineAction({
  name: 'read raw customer',
  roles: ADMIN_ROLES,
  input: customerIdInput,
  describe: describeCheckError,
  async run({ scope, origin }, { customerId }) {
    const read = await readRawCustomer(scope, customerId, origin);
    return read.ok ? ok({ message: 'Read from 1Money just now. It is stored nowhere.', text: read.value }) : read;
  },
});
