'use server';

import { z } from 'zod';
import { ADMIN_ROLES } from '@/lib/auth/roles';
import { brandingInput } from '@/lib/kyb/branding';
import { ok } from '@/lib/result';
import { changeBranding, readBranding, toLogo } from '@/lib/services/branding';
import { defineAction } from './define-action';
import { describeBrandingError } from './describe-branding-error';

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
