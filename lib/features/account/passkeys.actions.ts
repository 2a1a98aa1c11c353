'use server';

import { z } from 'zod';
import {
  askToRegister,
  finishRegistering,
  removeMyPasskey,
  renameMyPasskey,
} from '@/lib/platform/auth/factors/passkeys';
import {
  passkeyIdInput,
  registerPasskeyInput,
  renamePasskeyInput,
} from '@/lib/platform/auth/factors/second-factor.rules';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { describeFactorError } from './errors';

const OWN = { roles: STAFF_ROLES, needsReauth: true, beforeFactor: true, describe: describeFactorError } as const;

/** The question for the browser goes through `text`. */
export const askToRegisterAction = defineAction({
  ...OWN,
  name: 'start a passkey',
  input: z.strictObject({}),
  async run({ scope }) {
    const asked = await askToRegister(scope);
    return asked.ok ? ok({ message: '', text: asked.value }) : asked;
  },
});

export const registerPasskeyAction = defineAction({
  ...OWN,
  name: 'add a passkey',
  input: registerPasskeyInput,
  async run({ scope, origin }, { credential, passkeyName }) {
    const registered = await finishRegistering(scope, { credential, name: passkeyName }, origin);
    return registered.ok ? ok({ message: 'The passkey is added.' }) : registered;
  },
});

export const renamePasskeyAction = defineAction({
  ...OWN,
  name: 'rename a passkey',
  input: renamePasskeyInput,
  async run({ scope, origin }, input) {
    return ok({ message: (await renameMyPasskey(scope, input, origin)) ? 'Renamed.' : 'Nothing has changed.' });
  },
});

export const removePasskeyAction = defineAction({
  ...OWN,
  name: 'remove a passkey',
  input: passkeyIdInput,
  async run({ scope, origin }, { passkeyId }) {
    const removed = await removeMyPasskey(scope, passkeyId, origin);
    return removed.ok ? ok({ message: 'Removed.' }) : removed;
  },
});
