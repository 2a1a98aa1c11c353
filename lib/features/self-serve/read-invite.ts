import 'server-only';
import { env } from '@/lib/env';
import { isLiving } from '@/lib/features/invites/change-invite';
import { hashInviteToken, parseInviteToken } from '@/lib/features/invites/invite-token';
import { type FoundInvite, findInviteByHash } from '@/lib/features/invites/queries';
import { recordInviteView } from '@/lib/features/invites/writes';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { isEditable } from '@/lib/kyb/status';
import { maskEmail, maskName } from '@/lib/platform/auth/masking';
import { type CustomerScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/platform/i18n/locales';
import { emailKey } from '@/lib/platform/input/email-address';

/** What a stranger with the link may see: enough to know that it is meant for them, nothing they do not know. */
export interface InviteView {
  readonly maskedBusiness: string;
  readonly maskedEmail: string;
  readonly message: string | null;
  readonly locale: Locale;
  readonly status: string;
  /** Whether the form is open, as last known; submitting reads it again. */
  readonly isOpen: boolean;
  readonly hasStarted: boolean;
  /** Whether submitting needs a code by email first. */
  readonly needsCode: boolean;
}

/** The form already holds data, so anyone who opens it could read or change it. */
const STATUSES_WITH_DATA: ReadonlySet<string> = new Set(['PENDING_RESPONSE', 'REJECTED']);

export function needsCode(status: string): boolean {
  return env().isCodeAlwaysNeeded || STATUSES_WITH_DATA.has(status);
}

/** The living invite of a token; null for unknown, expired, revoked and replaced ones alike. */
export async function findLivingByToken(token: string): Promise<FoundInvite | null> {
  const parsed = parseInviteToken(token);
  if (parsed === null) return null;
  const found = await findInviteByHash(systemScope('invite'), await getDb(), hashInviteToken(parsed));
  return found?.isCurrent && isLiving(found.invite) ? found : null;
}

export function inviteScope({ invite }: FoundInvite): CustomerScope {
  const { id, customerId, email } = invite;
  return { kind: 'customer', proof: 'invite', email: emailKey(email), customerIds: [customerId], inviteId: id };
}

/** For the invite's page, which changes nothing but the note that it was viewed. */
export async function readInvite(token: string): Promise<InviteView | null> {
  const found = await findLivingByToken(token);
  if (!found) return null;
  const { invite, businessName, status } = found;
  await recordInviteView(systemScope('invite'), await getDb(), invite.id, new Date());
  return {
    // A business without a name is shown by its address, which has a mask of its own.
    maskedBusiness: businessName.includes('@') ? maskEmail(businessName) : maskName(businessName),
    maskedEmail: maskEmail(invite.email),
    message: invite.message,
    locale: isLocale(invite.locale) ? invite.locale : DEFAULT_LOCALE,
    status,
    isOpen: isEditable(status, await readReentry()),
    hasStarted: invite.startedAt !== null,
    needsCode: needsCode(status),
  };
}

/** The language of an invite's pages beside the first, without noting a view; undefined for a dead one. */
export async function readInviteLocale(token: string): Promise<Locale | undefined> {
  const locale = (await findLivingByToken(token))?.invite.locale;
  return isLocale(locale) ? locale : undefined;
}
