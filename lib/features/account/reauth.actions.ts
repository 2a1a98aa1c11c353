'use server';

import { z } from 'zod';
import { confirmBySecret } from '@/lib/platform/auth/factors/confirm';
import { askToConfirm, confirmByPasskey } from '@/lib/platform/auth/factors/passkey-sign-in';
import { confirmInput, passkeyCredentialInput } from '@/lib/platform/auth/factors/second-factor.rules';
import { pageOfFile, toSafePath } from '@/lib/platform/auth/safe-path';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { factorErrorText } from './errors';

/** Where to go on after the reauthentication. The page stays for a file, and where there is nowhere to go. */
function goOn(asked: string | undefined): { readonly message: string } | { readonly redirectTo: string } {
  const next = asked === undefined ? null : toSafePath(asked);
  return next === null || pageOfFile(next) !== null ? { message: 'Confirmed.' } : { redirectTo: next };
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

export const askPasskeyToConfirmAction = defineAction({
  name: 'ask a passkey who one is',
  roles: STAFF_ROLES,
  beforeFactor: true,
  input: z.strictObject({}),
  async run({ scope }) {
    return ok({ message: '', text: await askToConfirm(scope) });
  },
});

export const confirmByPasskeyAction = defineAction({
  name: 'confirm by a passkey who one is',
  roles: STAFF_ROLES,
  beforeFactor: true,
  input: passkeyCredentialInput,
  describe: (error) => ({ message: factorErrorText(error) }),
  async run({ scope, origin }, { credential, next }) {
    const confirmed = await confirmByPasskey(scope, credential, origin);
    return confirmed.ok ? ok(goOn(next)) : confirmed;
  },
});
