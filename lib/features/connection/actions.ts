'use server';

import { z } from 'zod';
import { describeCheckError } from '@/lib/features/sync/errors';
import { ADMIN_ROLES } from '@/lib/platform/auth/roles';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { checkUpstream } from './check-upstream';

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
