'use server';

import { ACTING_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { assignOwner } from './assign-owner';
import { describeOwnerError } from './errors';
import { ownerInput } from './rules';

export const assignOwnerAction = defineAction({
  name: 'assign owner',
  roles: ACTING_ROLES,
  input: ownerInput,
  describe: describeOwnerError,
  async run({ scope, origin }, request) {
    const assigned = await assignOwner(scope, request, origin);
    if (!assigned.ok) return assigned;
    const { owner } = assigned.value;
    if (owner === null) return ok({ message: 'Released: nobody looks after this customer now.' });
    return ok({ message: owner.id === scope.userId ? 'It is yours now.' : `${owner.name} looks after it now.` });
  },
});
