import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { hashInviteToken } from '@/lib/features/invites/invite-token';
import { recordInviteStart } from '@/lib/features/invites/writes';
import { startOnboarding } from '@/lib/features/onboarding/start-onboarding';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { isEditable } from '@/lib/kyb/status';
import type { OnboardingUrl } from '@/lib/onemoney/onboarding-url';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { type CustomerScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { DEFAULT_LOCALE, isLocale, upstreamLocale } from '@/lib/platform/i18n/locales';
import { INVITE_USES } from '@/lib/platform/rate-limit/limits';
import { networkKey } from '@/lib/platform/rate-limit/network-key';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { type BrowserProofs, isAddressProven, NO_PROOFS, proveAddress } from './address-proof';
import { checkCode, consumeCode, hasFreshCode, requestCode } from './email-codes';
import { findLivingByToken, inviteScope, needsCode } from './read-invite';

export type AcceptedInvite =
  | { readonly next: 'form'; readonly url: OnboardingUrl }
  /** A code is on its way; the press is repeated with it. `codeWaitMs` when no further mail may be sent yet. */
  | { readonly next: 'code'; readonly codeWaitMs: number };

/**
 * The form of an invite's button. If the hosted form already holds data (by a fresh status), a code by email is
 * required first, unless this browser typed a right one recently. Then it is the same as a start by staff: fresh read,
 * lock, link, audit, one redirect. Errors: `not_found` (the invite is dead), `rate_limited`, `invalid_input` with field
 * `code`, those of startOnboarding.
 */
export async function acceptInvite(
  token: string,
  typed: { readonly code: string | null; readonly wantsNewCode: boolean },
  origin: Origin,
  browser: BrowserProofs = NO_PROOFS,
): Promise<Result<AcceptedInvite>> {
  const system = systemScope('invite');
  const db = await getDb();
  for (const key of [`token:${hashInviteToken(token)}`, `address:${networkKey(origin.address)}`]) {
    const retryAfterMs = await consumeRateLimit(system, db, { ...INVITE_USES, key });
    if (retryAfterMs > 0) return tooManyTries(retryAfterMs);
  }
  const found = await findLivingByToken(token);
  if (!found) return err({ kind: 'not_found', retryable: false });
  const scope = inviteScope(found);
  const { invite } = found;
  const locale = isLocale(invite.locale) ? invite.locale : DEFAULT_LOCALE;

  // The cached status may be older than the customer's answers: a fresh one decides whether a code is needed.
  const customer = await getCustomerRef(scope, db, invite.customerId);
  if (!customer) return err({ kind: 'not_found', retryable: false });
  const fresh = await syncCustomer(scope, customer, { source: 'start', force: true });
  if (!fresh.ok) return fresh;
  // Where the form is closed there is nothing to protect: the rejection below needs no code.
  const isProtected = isEditable(fresh.value.status, await readReentry()) && needsCode(fresh.value.status);
  if (isProtected && !(await isAddressProven(invite.email, browser))) {
    if (typed.code === null || typed.wantsNewCode) {
      // A submission without a code sends one only if none is live: a further code would kill the one being typed.
      if (!typed.wantsNewCode && (await hasFreshCode('invite', invite.email)))
        return ok({ next: 'code', codeWaitMs: 0 });
      const about = { locale, customerId: invite.customerId, inviteId: invite.id };
      return ok({ next: 'code', codeWaitMs: await requestCode('invite', invite.email, about) });
    }
    const right = await checkCode('invite', invite.email, typed.code);
    if (right === null) return refuseCode(scope, invite.customerId, origin);
    // Of two submissions with one code only one continues.
    if (!(await consumeCode(right))) return err({ kind: 'conflict', reason: 'being_opened', retryable: true });
    // If the link fails now, the code was right and is not asked for again.
    await proveAddress(invite.email, locale, browser);
  }
  const options = { locale: upstreamLocale(locale), inviteId: invite.id, fresh: fresh.value };
  const started = await startOnboarding(scope, invite.customerId, origin, options);
  if (!started.ok) return started;
  await recordInviteStart(scope, db, invite.id, new Date());
  return ok({ next: 'form', url: started.value });
}

async function refuseCode(scope: CustomerScope, customerId: string, origin: Origin): Promise<Result<never>> {
  await insertAudit(scope, await getDb(), { act: 'customer.code_refused', outcome: 'refused', customerId, origin });
  return err({ kind: 'invalid_input', retryable: false, fields: { code: 'wrong' } });
}
