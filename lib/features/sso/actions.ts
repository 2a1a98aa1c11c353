'use server';

import { ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { describeSsoError } from './errors';
import { passwordSignInInput, ssoRuleInput } from './rules';
import { changeSsoRule, switchPasswordSignIn } from './sso-settings';

const UNCHANGED = 'Nothing has changed.';

export const changeSsoRuleAction = defineAction({
  name: 'change single sign-on',
  roles: ADMIN_ROLES,
  needsReauth: true,
  input: ssoRuleInput,
  describe: describeSsoError,
  async run({ scope, origin }, rule) {
    const changed = await changeSsoRule(scope, rule, origin);
    if (!changed.ok) return changed;
    return ok({ message: changed.value ? 'Saved. It counts from the next sign-in on.' : UNCHANGED });
  },
});

export const switchPasswordSignInAction = defineAction({
  name: 'switch password sign-in',
  roles: ADMIN_ROLES,
  needsReauth: true,
  input: passwordSignInInput,
  describe: describeSsoError,
  async run({ scope, origin }, { passwords }) {
    const changed = await switchPasswordSignIn(scope, passwords, origin);
    if (!changed.ok) return changed;
    if (!changed.value) return ok({ message: UNCHANGED });
    return ok({ message: passwords ? 'Passwords work again.' : 'From now on staff sign in by single sign-on only.' });
  },
});
