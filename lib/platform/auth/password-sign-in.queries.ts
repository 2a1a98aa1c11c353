import 'server-only';
import { env } from '@/lib/env';
import type { Db } from '@/lib/platform/db/client';
import { getSetting } from '@/lib/platform/settings-store/settings.queries';
import { toPasswordSignIn } from './password-sign-in';
import type { Scope } from './scope';

export const PASSWORD_SIGN_IN_SETTING = 'password_sign_in';

/**
 * Whether staff may sign in by password. Switched off in the portal it is on all the same where there would be no other
 * way in: without a provider, or while the environment says so.
 */
export async function isPasswordSignInOn(scope: Scope, db: Db): Promise<boolean> {
  const { oidc, isPasswordForced } = env();
  if (oidc === null || isPasswordForced) return true;
  return toPasswordSignIn(await getSetting(scope, db, PASSWORD_SIGN_IN_SETTING));
}
