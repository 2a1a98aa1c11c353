'use server';

import { maskingInput } from '@/lib/platform/auth/masking';
import { ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { UNCHANGED_TEXT } from '@/lib/platform/forms/action-state';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { eraseCustomer } from './erase-customer';
import { erasureInput } from './erasure.rules';
import { describeErasureError } from './errors';
import { maskingSetting, retentionSetting } from './privacy-settings';
import { retentionInput, toRetention } from './retention.rules';

export const eraseCustomerAction = defineAction({
  name: 'erase customer',
  roles: ADMIN_ROLES,
  needsReauth: true,
  input: erasureInput,
  describe: describeErasureError,
  async run({ scope, origin }, input) {
    const erased = await eraseCustomer(scope, input, origin);
    return erased.ok ? ok({ redirectTo: '/customers' }) : erased;
  },
});

export const changeRetentionAction = defineAction({
  name: 'change retention',
  roles: ADMIN_ROLES,
  input: retentionInput,
  async run({ scope, origin }, input) {
    const hasChanged = await retentionSetting.change(scope, toRetention(input), origin);
    return ok({ message: hasChanged ? 'Saved. It counts from the next night on.' : UNCHANGED_TEXT });
  },
});

export const changeMaskingAction = defineAction({
  name: 'change masking',
  roles: ADMIN_ROLES,
  input: maskingInput,
  async run({ scope, origin }, { isOn }) {
    const hasChanged = await maskingSetting.change(scope, isOn, origin);
    return ok({ message: hasChanged ? 'Saved. It counts from a viewer’s next page on.' : UNCHANGED_TEXT });
  },
});
