'use server';

import { ACTING_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { documentAction } from '@/lib/platform/forms/document-action';
import { customerIdInput } from '@/lib/platform/input/customer-id';
import { ok } from '@/lib/result';
import { describeStartError } from './errors';
import { startOnboarding } from './start-onboarding';

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
