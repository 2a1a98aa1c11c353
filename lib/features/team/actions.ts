'use server';

import { ADMIN_ROLES, ROLE_TEXT } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { canMail } from '@/lib/platform/mail/can-mail';
import { ok } from '@/lib/result';
import { changeStaff } from './change-staff';
import { describeTeamError } from './errors';
import { inviteStaff, inviteStaffAgain } from './invite-staff';
import { staffIdInput, staffInviteInput, staffRoleInput } from './team-input.rules';

const NOTHING_CHANGED = 'It was so already.';

export const inviteStaffAction = defineAction({
  name: 'invite staff',
  roles: ADMIN_ROLES,
  needsReauth: true,
  input: staffInviteInput,
  describe: describeTeamError,
  async run({ scope, origin }, input) {
    const invited = await inviteStaff(scope, input, origin);
    if (!invited.ok) return invited;
    return ok({
      message: canMail()
        ? `The invite is on its way to ${input.email}. Its link works once, for three days.`
        : 'The invite is made. Copy its link below and send it yourself.',
    });
  },
});

export const inviteStaffAgainAction = defineAction({
  name: 'invite staff again',
  roles: ADMIN_ROLES,
  input: staffIdInput,
  describe: describeTeamError,
  async run({ scope, origin }, { userId }) {
    const invited = await inviteStaffAgain(scope, userId, origin);
    if (!invited.ok) return invited;
    return ok({ message: `The old link is dead; the new one ${canMail() ? 'is on its way' : 'can be copied'}.` });
  },
});

export const changeRoleAction = defineAction({
  name: 'change role',
  roles: ADMIN_ROLES,
  needsReauth: true,
  input: staffRoleInput,
  describe: describeTeamError,
  async run({ scope, origin }, { userId, role }) {
    const changed = await changeStaff(scope, userId, { kind: 'role', role }, origin);
    if (!changed.ok) return changed;
    return ok({ message: changed.value ? `${ROLE_TEXT[role]} from the next click on.` : NOTHING_CHANGED });
  },
});

export const disableStaffAction = defineAction({
  name: 'disable staff',
  roles: ADMIN_ROLES,
  needsReauth: true,
  input: staffIdInput,
  describe: describeTeamError,
  async run({ scope, origin }, { userId }) {
    const changed = await changeStaff(scope, userId, { kind: 'disable' }, origin);
    if (!changed.ok) return changed;
    return ok({ message: changed.value ? 'Disabled and signed out everywhere.' : NOTHING_CHANGED });
  },
});

export const enableStaffAction = defineAction({
  name: 'enable staff',
  roles: ADMIN_ROLES,
  input: staffIdInput,
  describe: describeTeamError,
  async run({ scope, origin }, { userId }) {
    const changed = await changeStaff(scope, userId, { kind: 'enable' }, origin);
    if (!changed.ok) return changed;
    return ok({ message: changed.value ? 'Enabled.' : NOTHING_CHANGED });
  },
});

export const endSessionsAction = defineAction({
  name: 'end sessions of staff',
  roles: ADMIN_ROLES,
  input: staffIdInput,
  describe: describeTeamError,
  async run({ scope, origin }, { userId }) {
    const changed = await changeStaff(scope, userId, { kind: 'end_sessions' }, origin);
    return changed.ok ? ok({ message: 'Signed out everywhere.' }) : changed;
  },
});

/** For a colleague whose phone is gone. */
export const removeFactorAction = defineAction({
  name: 'remove the second factor of staff',
  roles: ADMIN_ROLES,
  needsReauth: true,
  input: staffIdInput,
  describe: describeTeamError,
  async run({ scope, origin }, { userId }) {
    const changed = await changeStaff(scope, userId, { kind: 'remove_factor' }, origin);
    if (!changed.ok) return changed;
    return ok({ message: changed.value ? 'Removed, and signed out everywhere.' : NOTHING_CHANGED });
  },
});
