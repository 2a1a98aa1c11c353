'use server';

import { confirmBySecret } from '@/lib/auth/factors/confirm';
import { toSafePath } from '@/lib/auth/safe-path';
import { confirmInput } from '@/lib/kyb/second-factor';
import { ok } from '@/lib/result';
import { STAFF_ROLES } from '@/lib/scope';
import { defineAction } from './define-action';
import { factorErrorText } from './describe-factor-errors';

/** Files are fetched by a link, because a page cannot be left for one. */
const IS_FILE = /\/(export|results)(\?|$)/;

/** Where somebody goes on who has just confirmed it; the page itself says so where there is nowhere to go. */
function goOn(next: string | undefined): { readonly message: string } | { readonly redirectTo: string } {
  const path = next === undefined ? null : toSafePath(next);
  return path === null || IS_FILE.test(path) ? { message: 'Confirmed.' } : { redirectTo: path };
}

export const confirmAction = defineAction({
  name: 'confirm who one is',
  roles: STAFF_ROLES,
  beforeFactor: true,
  input: confirmInput,
  describe: (error) => ({ message: factorErrorText(error) }),
  async run({ scope, origin }, { code, password, next }) {
    const confirmed = await confirmBySecret(scope, code ?? password ?? '', origin);
    return confirmed.ok ? ok(goOn(next)) : confirmed;
  },
});
