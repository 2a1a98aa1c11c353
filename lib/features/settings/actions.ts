'use server';

import { z } from 'zod';
import { secondFactorInput } from '@/lib/platform/auth/factors/second-factor.rules';
import { ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { UNCHANGED_TEXT } from '@/lib/platform/forms/action-state';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { brandingSetting, toLogo } from './branding';
import { brandingInput } from './branding.rules';
import { describeBrandingError } from './errors';
import {
  overdueSetting,
  reentrySetting,
  reminderSetting,
  requiredRolesSetting,
  statusMailSetting,
} from './rule-settings';
import { overdueInput, reentryInput, reminderInput, statusMailInput, toThresholds } from './settings.rules';

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
    const kept = removeLogo ? null : (await brandingSetting.read()).logo;
    const hasChanged = await brandingSetting.change(scope, { ...branding, logo: uploaded?.value ?? kept }, origin);
    return ok({ message: hasChanged ? 'Saved. Customers see it from now on.' : UNCHANGED_TEXT });
  },
});

export const changeOverdueThresholdsAction = defineAction({
  name: 'change overdue thresholds',
  roles: ADMIN_ROLES,
  input: overdueInput,
  async run({ scope, origin }, input) {
    const hasChanged = await overdueSetting.change(scope, toThresholds(input), origin);
    return ok({ message: hasChanged ? 'Saved. The list follows it from now on.' : UNCHANGED_TEXT });
  },
});

export const changeRemindersAction = defineAction({
  name: 'change reminders',
  roles: ADMIN_ROLES,
  input: reminderInput,
  async run({ scope, origin }, rule) {
    const hasChanged = await reminderSetting.change(scope, rule, origin);
    return ok({ message: hasChanged ? 'Saved. The next reminders follow it.' : UNCHANGED_TEXT });
  },
});

export const changeStatusMailsAction = defineAction({
  name: 'change status mails',
  roles: ADMIN_ROLES,
  input: statusMailInput,
  async run({ scope, origin }, rule) {
    const hasChanged = await statusMailSetting.change(scope, rule, origin);
    return ok({ message: hasChanged ? 'Saved. Applies from the next status change.' : UNCHANGED_TEXT });
  },
});

export const changeReentryAction = defineAction({
  name: 'change rejected re-entry',
  roles: ADMIN_ROLES,
  input: reentryInput,
  async run({ scope, origin }, { isAllowed }) {
    const hasChanged = await reentrySetting.change(scope, isAllowed, origin);
    return ok({ message: hasChanged ? 'Saved. It counts for the next press of a button.' : UNCHANGED_TEXT });
  },
});

export const changeSecondFactorAction = defineAction({
  name: 'change who needs a second factor',
  roles: ADMIN_ROLES,
  needsReauth: true,
  input: secondFactorInput,
  async run({ scope, origin }, roles) {
    const hasChanged = await requiredRolesSetting.change(scope, roles, origin);
    return ok({ message: hasChanged ? 'Saved. Whoever has none is asked at their next click.' : UNCHANGED_TEXT });
  },
});
