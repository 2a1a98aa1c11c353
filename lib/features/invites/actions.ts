'use server';

import { ACTING_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { canMail } from '@/lib/platform/mail/can-mail';
import { checkInviteLimit } from '@/lib/platform/rate-limit/check-limit';
import { ok } from '@/lib/result';
import { renewInvite, resendInvite, revokeInvite } from './change-invite';
import { describeInviteError } from './errors';
import { inviteCustomer } from './invite-customer';
import { inviteIdInput, newInviteInput } from './new-invite.rules';

export const inviteCustomerAction = defineAction({
  name: 'invite customer',
  roles: ACTING_ROLES,
  input: newInviteInput,
  describe: describeInviteError,
  async run({ scope, origin }, input) {
    const limited = await checkInviteLimit(scope);
    if (limited) return limited;
    const invited = await inviteCustomer(scope, input, origin);
    if (!invited.ok) return invited;
    return ok({
      message: canMail()
        ? `The invite is on its way to ${input.email}.`
        : 'The invite is made. Copy its link and send it yourself.',
    });
  },
});

export const resendInviteAction = defineAction({
  name: 'send invite again',
  roles: ACTING_ROLES,
  input: inviteIdInput,
  describe: describeInviteError,
  async run({ scope, origin }, { inviteId }) {
    const limited = await checkInviteLimit(scope);
    if (limited) return limited;
    const sent = await resendInvite(scope, inviteId, origin);
    return sent.ok ? ok({ message: 'The same link is on its way again.' }) : sent;
  },
});

export const renewInviteAction = defineAction({
  name: 'renew invite',
  roles: ACTING_ROLES,
  input: inviteIdInput,
  describe: describeInviteError,
  async run({ scope, origin }, { inviteId }) {
    const limited = await checkInviteLimit(scope);
    if (limited) return limited;
    const renewed = await renewInvite(scope, inviteId, origin);
    if (!renewed.ok) return renewed;
    return ok({ message: `The old link is dead; the new one ${canMail() ? 'is on its way' : 'can be copied'}.` });
  },
});

export const revokeInviteAction = defineAction({
  name: 'revoke invite',
  roles: ACTING_ROLES,
  input: inviteIdInput,
  describe: describeInviteError,
  async run({ scope, origin }, { inviteId }) {
    const revoked = await revokeInvite(scope, inviteId, origin);
    return revoked.ok ? ok({ message: 'The invite is revoked.' }) : revoked;
  },
});
