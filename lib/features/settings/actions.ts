'use server';

import { z } from 'zod';
import { checkUpstream } from '@/lib/features/connection/check-upstream';
import { describeCheckError } from '@/lib/features/creation/errors';
import { changeMasking, changeRetention } from '@/lib/features/privacy/privacy-settings';
import { retentionInput, toRetention } from '@/lib/features/privacy/retention.rules';
import { secondFactorInput } from '@/lib/platform/auth/factors/second-factor.rules';
import { maskingInput } from '@/lib/platform/auth/masking';
import { ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { changeBranding, readBranding, toLogo } from './branding';
import { brandingInput } from './branding.rules';
import { describeBrandingError } from './errors';
import {
  changeReentry,
  changeReminderRule,
  changeRequiredRoles,
  changeStatusMailRule,
  changeStuckThresholds,
} from './rule-settings';
import { reentryInput, reminderInput, statusMailInput, stuckInput, toThresholds } from './settings.rules';

const UNCHANGED = 'Nothing has changed.';

export const changeBrandingAction = defineAction({
  name: 'change branding',
  roles: ADMIN_ROLES,
  input: brandingInput.extend({ removeLogo: z.literal('on').optional() }),
  fileFields: ['logo'],
  describe: describeBrandingError,
  async run({ scope, origin, files }, { removeLogo, ...branding }) {
    const file = files.get('logo');
    const uploaded = file && toLogo(await file.bytes());
    if (uploaded && !uploaded.ok) return uploaded;
    const kept = removeLogo ? null : (await readBranding()).logo;
    const hasChanged = await changeBranding(scope, { ...branding, logo: uploaded?.value ?? kept }, origin);
    return ok({ message: hasChanged ? 'Saved. Customers see it from now on.' : 'Nothing has changed.' });
  },
});

export const changeRetentionAction = defineAction({
  name: 'change retention',
  roles: ADMIN_ROLES,
  input: retentionInput,
  async run({ scope, origin }, input) {
    const hasChanged = await changeRetention(scope, toRetention(input), origin);
    return ok({ message: hasChanged ? 'Saved. It counts from the next night on.' : UNCHANGED });
  },
});

export const changeMaskingAction = defineAction({
  name: 'change masking',
  roles: ADMIN_ROLES,
  input: maskingInput,
  async run({ scope, origin }, { isOn }) {
    const hasChanged = await changeMasking(scope, isOn, origin);
    return ok({ message: hasChanged ? 'Saved. It counts from a viewer’s next page on.' : UNCHANGED });
  },
});

export const changeStuckThresholdsAction = defineAction({
  name: 'change stuck thresholds',
  roles: ADMIN_ROLES,
  input: stuckInput,
  async run({ scope, origin }, input) {
    const hasChanged = await changeStuckThresholds(scope, toThresholds(input), origin);
    return ok({ message: hasChanged ? 'Saved. The list follows it from now on.' : UNCHANGED });
  },
});

export const changeRemindersAction = defineAction({
  name: 'change reminders',
  roles: ADMIN_ROLES,
  input: reminderInput,
  async run({ scope, origin }, rule) {
    const hasChanged = await changeReminderRule(scope, rule, origin);
    return ok({ message: hasChanged ? 'Saved. The next reminders follow it.' : UNCHANGED });
  },
});

export const changeStatusMailsAction = defineAction({
  name: 'change status mails',
  roles: ADMIN_ROLES,
  input: statusMailInput,
  async run({ scope, origin }, rule) {
    const hasChanged = await changeStatusMailRule(scope, rule, origin);
    return ok({ message: hasChanged ? 'Saved. Applies from the next status change.' : UNCHANGED });
  },
});

export const changeReentryAction = defineAction({
  name: 'change rejected re-entry',
  roles: ADMIN_ROLES,
  input: reentryInput,
  async run({ scope, origin }, { isAllowed }) {
    const hasChanged = await changeReentry(scope, isAllowed, origin);
    return ok({ message: hasChanged ? 'Saved. It counts for the next press of a button.' : UNCHANGED });
  },
});

export const checkUpstreamAction = defineAction({
  name: 'check upstream',
  roles: ADMIN_ROLES,
  input: z.strictObject({}),
  describe: describeCheckError,
  async run({ scope, origin }) {
    const checked = await checkUpstream(scope, origin);
    if (!checked.ok) return checked;
    const { echo, list } = checked.value;
    const works = echo.problem === null && list.problem === null;
    return ok({ message: works ? '1Money accepts the credentials.' : 'Not everything works: see below.' });
  },
});

export const changeSecondFactorAction = defineAction({
  name: 'change who needs a second factor',
  roles: ADMIN_ROLES,
  needsProof: true,
  input: secondFactorInput,
  async run({ scope, origin }, roles) {
    const hasChanged = await changeRequiredRoles(scope, roles, origin);
    return ok({ message: hasChanged ? 'Saved. Whoever has none is asked at their next click.' : UNCHANGED });
  },
});
