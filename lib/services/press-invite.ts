import 'server-only';
import { getDb } from '@/lib/db/client';
import { getCustomerRef } from '@/lib/db/queries/customers';
import { consumeAllowance } from '@/lib/db/writes/allowances';
import { insertAudit, type Origin } from '@/lib/db/writes/audit';
import { recordInviteStart } from '@/lib/db/writes/invites';
import { isEditable } from '@/lib/kyb/status';
import type { OnboardingUrl } from '@/lib/onemoney/onboarding-url';
import { err, ok, type Result } from '@/lib/result';
import { systemScope } from '@/lib/scope';
import { DEFAULT_LOCALE, isLocale, upstreamLocale } from '@/lib/texts/locales';
import { requestCode, verifyCode } from './email-codes';
import { hashInviteToken } from './invite-token';
import { observeCustomer } from './observe-customer';
import { findLivingByToken, inviteScope, needsCode } from './read-invite';
import { readReentry } from './rules';
import { startOnboarding } from './start-onboarding';

const PRESSES = { points: 20, seconds: 15 * 60 };

export type PressAnswer =
  | { readonly next: 'form'; readonly url: OnboardingUrl }
  /** A code is on its way; the press is repeated with it. `codeWaitMs` when no further mail may be sent yet. */
  | { readonly next: 'code'; readonly codeWaitMs: number };

/**
 * The press of an invite's button. Where data is in the form already, a code by e-mail stands before the form, judged
 * by a fresh status. Then it is the same as a press of staff: fresh read, lock, link, audit, one redirect.
 * Errors: `not_found` (the invite is dead), `rate_limited`, `invalid_input` with field `code`, those of startOnboarding.
 */
export async function pressInvite(
  token: string,
  typed: { readonly code: string | null; readonly wantsNewCode: boolean },
  origin: Origin,
): Promise<Result<PressAnswer>> {
  const system = systemScope('invite');
  const db = await getDb();
  for (const key of [`token:${hashInviteToken(token)}`, `address:${origin.address ?? 'unknown'}`]) {
    const retryAfterMs = await consumeAllowance(system, db, { name: 'invite_press', key, ...PRESSES });
    if (retryAfterMs > 0) return err({ kind: 'rate_limited', retryable: true, retryAfterMs });
  }
  const found = await findLivingByToken(token);
  if (!found) return err({ kind: 'not_found', retryable: false });
  const scope = inviteScope(found);
  const { invite } = found;
  const locale = isLocale(invite.locale) ? invite.locale : DEFAULT_LOCALE;

  // The cached status may be from before the customer's answers: whether a code is needed is judged afresh.
  const customer = await getCustomerRef(scope, db, invite.customerId);
  if (!customer) return err({ kind: 'not_found', retryable: false });
  const fresh = await observeCustomer(scope, customer, { source: 'start', force: true });
  if (!fresh.ok) return fresh;
  // Where the form is closed there is nothing to protect: the refusal below says so without a code.
  if (isEditable(fresh.value.status, await readReentry()) && needsCode(fresh.value.status)) {
    if (typed.code === null || typed.wantsNewCode) {
      const about = { locale, customerId: invite.customerId, inviteId: invite.id };
      return ok({ next: 'code', codeWaitMs: await requestCode('invite', invite.email, about) });
    }
    if (!(await verifyCode('invite', invite.email, typed.code))) {
      const refusal = {
        act: 'customer.code_refused',
        outcome: 'refused',
        customerId: invite.customerId,
        origin,
      } as const;
      await insertAudit(scope, db, refusal);
      return err({ kind: 'invalid_input', retryable: false, fields: { code: 'wrong' } });
    }
  }
  const options = { locale: upstreamLocale(locale), inviteId: invite.id };
  const started = await startOnboarding(scope, invite.customerId, origin, options);
  if (!started.ok) return started;
  await recordInviteStart(scope, db, invite.id, new Date());
  return ok({ next: 'form', url: started.value });
}
