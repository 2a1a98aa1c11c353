'use server';

import { ACTING_ROLES, ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { customerIdInput } from '@/lib/platform/input/customer-id';
import { ok } from '@/lib/result';
import { checkNow } from './check-now';
import { describeCheckError } from './errors';
import { readRawCustomer } from './read-raw-customer';

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
    return checked.ok ? ok({ message: CHECKED_TEXT[checked.value.change] }) : checked;
  },
});

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
