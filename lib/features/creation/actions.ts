'use server';

import { startOnboarding } from '@/lib/features/onboarding/start-onboarding';
import { checkNow } from '@/lib/features/sync/check-now';
import { readRawCustomer } from '@/lib/features/sync/read-raw-customer';
import { ACTING_ROLES, ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { documentAction } from '@/lib/platform/forms/document-action';
import { customerIdInput } from '@/lib/platform/input/customer-id';
import { ok } from '@/lib/result';
import { askAgain } from './ask-again';
import { createCustomer } from './create-customer';
import { describeCheckError, describeCreateError, describeStartError } from './errors';
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
