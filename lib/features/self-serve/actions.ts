'use server';

import { z } from 'zod';
import { checkReturn } from '@/lib/features/onboarding/check-return';
import { startOnboarding } from '@/lib/features/onboarding/start-onboarding';
import { setCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { clearCustomerSession, getCustomerSessionId, setCustomerSession } from '@/lib/platform/auth/customer-session';
import { clearProvenAddress, getProvenAddressId, setProvenAddress } from '@/lib/platform/auth/proven-address';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { IDLE } from '@/lib/platform/forms/action-state';
import { definePublicAction } from '@/lib/platform/forms/define-public-action';
import { documentAction } from '@/lib/platform/forms/document-action';
import { LOCALES, upstreamLocale } from '@/lib/platform/i18n/locales';
import { customerId } from '@/lib/platform/input/customer-id';
import { emailText } from '@/lib/platform/input/email-text';
import { MAX_CODE_LENGTH } from '@/lib/platform/input/one-time-code';
import { ok } from '@/lib/result';
import { acceptInvite } from './accept-invite';
import { readCustomerSession, sendSignInCode, signInByCode, signOutCustomer } from './customer-sign-in';
import { requestNewLink } from './request-new-link';
import { stopReminders } from './stop-reminders';

const token = z.string().max(100);
const code = z.string().max(MAX_CODE_LENGTH);
const returnTo = z.string().max(2048);

const bySubject = (values: Readonly<Record<string, string>>) => values.token ?? '';
const ofVisit = () => 'visit';

export const acceptInviteAction = documentAction(
  definePublicAction({
    name: 'press invite',
    input: z.strictObject({ token, code: code.optional(), wantsNewCode: z.literal('yes').optional() }),
    subject: bySubject,
    async run({ origin, text }, input) {
      const typed = { code: input.code ?? null, wantsNewCode: input.wantsNewCode !== undefined };
      const browser = {
        proofId: await getProvenAddressId(),
        sessionId: await getCustomerSessionId(),
        keep: setProvenAddress,
      };
      const pressed = await acceptInvite(input.token, typed, origin, browser);
      if (!pressed.ok) return pressed;
      if (pressed.value.next === 'form') return ok({ leaveTo: pressed.value.url });
      return ok({ askCode: pressed.value.codeWaitMs > 0 ? text.codeWait : null });
    },
  }),
  'token',
);

export const requestNewLinkAction = definePublicAction({
  name: 'request new link',
  input: z.strictObject({ token }),
  subject: bySubject,
  async run({ origin, text }, input) {
    const requested = await requestNewLink(input.token, origin);
    return requested.ok ? ok({ message: text.deadMailed }) : requested;
  },
});

export const stopRemindersAction = definePublicAction({
  name: 'stop reminders',
  input: z.strictObject({ token }),
  subject: bySubject,
  async run({ origin, text }, input) {
    await stopReminders(input.token, origin);
    return ok({ message: text.remindersStopped });
  },
});

export const sendCodeAction = definePublicAction({
  name: 'send code',
  // The field of the code is there when a new one is asked for, and means nothing then.
  input: z.strictObject({ email: emailText, code: code.optional() }),
  subject: ofVisit,
  fieldText: (text) => ({ email: text.signInEmailWrong }),
  async run({ origin, locale }, { email }) {
    const sent = await sendSignInCode(email, locale, origin);
    return sent.ok ? ok({ askCode: null }) : sent;
  },
});

export const signInByCodeAction = definePublicAction({
  name: 'sign in by code',
  input: z.strictObject({ email: emailText, code }),
  subject: ofVisit,
  async run({ origin, locale }, { email, code: typed }) {
    const signedIn = await signInByCode(email, typed, locale, origin);
    if (!signedIn.ok) return signedIn;
    await setCustomerSession(signedIn.value.sessionId);
    return ok({ redirectTo: '/onboarding' });
  },
});

export const startMyOnboardingAction = documentAction(
  definePublicAction({
    name: 'start my onboarding',
    input: z.strictObject({ customerId }),
    subject: ofVisit,
    async run({ origin, locale }, input) {
      const sessionId = await getCustomerSessionId();
      const scope = sessionId === null ? null : await readCustomerSession(sessionId);
      if (!scope) return ok({ redirectTo: '/onboarding' });
      const options = { locale: upstreamLocale(locale) };
      const started = await startOnboarding(scope, input.customerId, origin, options);
      return started.ok ? ok({ leaveTo: started.value }) : started;
    },
  }),
  'customerId',
);

export const checkStatusAction = definePublicAction({
  name: 'check status',
  input: z.strictObject({ state: z.string().max(2048) }),
  subject: ofVisit,
  async run({ text }, { state }) {
    const checked = await checkReturn(state);
    if (!checked.ok) return checked;
    return ok({ message: checked.value.hasChanged ? '' : text.returnNoChange });
  },
});

const changeLanguage = definePublicAction({
  name: 'change language',
  input: z.strictObject({ language: z.enum(LOCALES), returnTo }),
  subject: ofVisit,
  async run(_context, input) {
    await setCustomerLocale(input.language);
    return ok({ redirectTo: toSafePath(input.returnTo) });
  },
});

export async function changeLanguageAction(formData: FormData): Promise<void> {
  await changeLanguage(IDLE, formData);
}

const signOut = definePublicAction({
  name: 'sign out customer',
  input: z.strictObject({}),
  subject: ofVisit,
  async run() {
    const ids = [await getCustomerSessionId(), await getProvenAddressId()];
    await clearCustomerSession();
    await clearProvenAddress();
    for (const id of ids) if (id !== null) await signOutCustomer(id);
    return ok({ redirectTo: '/onboarding' });
  },
});

export async function signOutCustomerAction(formData: FormData): Promise<void> {
  await signOut(IDLE, formData);
}
