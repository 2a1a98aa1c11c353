import 'server-only';
import { log } from '@/lib/log';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { openStaffSession } from '@/lib/platform/auth/open-staff-session';
import { systemScope } from '@/lib/platform/auth/scope';
import { hashSessionId } from '@/lib/platform/auth/session-token';
import { encrypt } from '@/lib/platform/crypto/encrypt';
import { getDb } from '@/lib/platform/db/client';
import { type SsoSessionFacts, ssoSessionPurpose } from '@/lib/platform/db/schema/sso';
import { getSsoRule } from './queries';
import { admitSsoIdentity, insertSsoSession, type SsoIdentity, type SsoRefusal } from './writes';

export type SsoStart =
  | { readonly isAdmitted: true; readonly sessionId: string }
  | { readonly isAdmitted: false; readonly reason: SsoRefusal };

/** Opens a session for a person the provider has identified, if the portal's rules allow it. */
export async function startSsoSession(
  identity: SsoIdentity,
  kept: Pick<SsoSessionFacts, 'idToken' | 'endSessionUrl'>,
  origin: Origin,
): Promise<SsoStart> {
  const scope = systemScope('single sign-on');
  const db = await getDb();
  const rule = await getSsoRule(scope, db);
  const admission = await admitSsoIdentity(scope, db, { identity, rule, origin, now: new Date() });
  if (admission.kind === 'refused') {
    const { reason, accountId } = admission;
    await recordSsoRefusal({ reason, accountId, origin });
    return { isAdmitted: false, reason };
  }
  const { account, isRoleUnknown } = admission;
  if (isRoleUnknown)
    log.warn(
      { account: account.id, claim: rule.roleClaim },
      'single sign-on did not send the claim of roles: the role is unchanged (docs/single-sign-on.md)',
    );
  const { sessionId } = await openStaffSession(db, account, origin, 'sso');
  const facts: SsoSessionFacts = { ...kept, claims: identity.claims };
  const idHash = hashSessionId(sessionId);
  await insertSsoSession(scope, db, idHash, encrypt(ssoSessionPurpose(idHash), JSON.stringify(facts)));
  return { isAdmitted: true, sessionId };
}

export async function recordSsoRefusal(refusal: {
  readonly reason: string;
  readonly accountId: string | null;
  readonly origin: Origin;
}): Promise<void> {
  const { reason, accountId, origin } = refusal;
  await insertAudit(null, await getDb(), {
    act: 'staff.sign_in_refused',
    outcome: 'refused',
    origin,
    details: { account: accountId, by: 'single sign-on', reason },
  });
}
