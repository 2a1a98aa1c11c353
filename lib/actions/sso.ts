'use server';

import { ADMIN_ROLES } from '@/lib/auth/roles';
import { passwordSignInInput, ssoRuleInput } from '@/lib/kyb/single-sign-on';
import { ok } from '@/lib/result';
import { changeSsoRule, switchPasswordSignIn } from '@/lib/services/single-sign-on';
import { defineAction } from './define-action';
import { describeSsoError } from './describe-sso-errors';

const UNCHANGED = 'Nothing has changed.';

export const changeSsoRuleAction = defineAction({
  name: 'change single sign-on',
  roles: ADMIN_ROLES,
  needsProof: true,
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
  needsProof: true,
  input: passwordSignInInput,
  describe: describeSsoError,
  async run({ scope, origin }, { passwords }) {
    const changed = await switchPasswordSignIn(scope, passwords, origin);
    if (!changed.ok) return changed;
    if (!changed.value) return ok({ message: UNCHANGED });
    return ok({ message: passwords ? 'Passwords work again.' : 'From now on staff sign in by single sign-on only.' });
  },
});
