'use server';

import { z } from 'zod';
import { finishTotp, removeMyTotp, renewRecoveryCodes, startTotp } from '@/lib/platform/auth/factors/my-factors';
import { codeInput } from '@/lib/platform/auth/factors/second-factor.rules';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { describeFactorError } from './errors';

/** All staff may change their own second factors, also those who must set one up first. */
const OWN = { roles: STAFF_ROLES, needsReauth: true, beforeFactor: true, describe: describeFactorError } as const;

/** Values that are shown once are passed in `text`. */
const shown = (codes: readonly string[]) => codes.join('\n');

export const startTotpAction = defineAction({
  ...OWN,
  name: 'start an authenticator app',
  input: z.strictObject({}),
  async run({ scope }) {
    const started = await startTotp(scope);
    return started.ok ? ok({ message: 'Scan the code with the app.' }) : started;
  },
});

export const finishTotpAction = defineAction({
  ...OWN,
  name: 'add an authenticator app',
  input: codeInput,
  async run({ scope, origin }, { code }) {
    const finished = await finishTotp(scope, code, origin);
    if (!finished.ok) return finished;
    const message = 'The app is added. From now on you are asked for its code when you sign in.';
    return ok(finished.value === null ? { message } : { message, text: shown(finished.value) });
  },
});

export const renewRecoveryCodesAction = defineAction({
  ...OWN,
  name: 'make recovery codes',
  input: z.strictObject({}),
  async run({ scope, origin }) {
    const renewed = await renewRecoveryCodes(scope, origin);
    return renewed.ok ? ok({ message: 'Earlier codes do not work any more.', text: shown(renewed.value) }) : renewed;
  },
});

export const removeTotpAction = defineAction({
  ...OWN,
  name: 'remove an authenticator app',
  input: z.strictObject({}),
  async run({ scope, origin }) {
    const removed = await removeMyTotp(scope, origin);
    if (!removed.ok) return removed;
    return ok({ message: removed.value ? 'The app is removed.' : 'Stopped. Nothing was added.' });
  },
});
