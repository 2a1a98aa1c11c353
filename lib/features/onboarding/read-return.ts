import 'server-only';
import { recordReturn } from '@/lib/features/customers/customers.writes';
import { isLiving } from '@/lib/features/invites/change-invite';
import { inviteToken } from '@/lib/features/invites/invite-token';
import { getInvite } from '@/lib/features/invites/queries';
import { recordInviteReturn } from '@/lib/features/invites/writes';
import { readReentry, statusMailSetting } from '@/lib/features/settings/rule-settings';
import { type FreshCustomer, readCustomer } from '@/lib/features/sync/read-customers';
import { isEditable } from '@/lib/kyb/status';
import { mayBeSubmitted } from '@/lib/kyb/submission';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { isLocale, type Locale } from '@/lib/platform/i18n/locales';
import { canMail } from '@/lib/platform/mail/can-mail';
import { parseReturnState } from './return-state';

interface InviteOfReturn {
  readonly locale: Locale | undefined;
  /** Its page, while it lives. */
  readonly href: string | null;
  readonly hasAccess: boolean;
}

export interface ReturnView extends FreshCustomer {
  /** The invite by which the customer had gone to the form. */
  readonly invite: InviteOfReturn | null;
  /** Whether the status may not reflect the submission yet. */
  readonly mayBeSubmitted: boolean;
  /** Whether the form can be opened now. */
  readonly isOpen: boolean;
  /** Whether everyone with access is mailed when something changes. */
  readonly isMailed: boolean;
}

/**
 * The customer who has just come back from the form, by the signed state of the address, with a fresh status. Null
 * when the state is forged, damaged or too old. Coming back makes the customer hot for the sweeps and means nothing
 * else (law 5).
 */
export async function readReturn(state: string): Promise<ReturnView | null> {
  const scope = await parseReturnState(state);
  if (!scope) return null;
  if (scope.inviteId !== undefined) await recordInviteReturn(scope, await getDb(), scope.inviteId, new Date());
  const returnedAt = await recordReturn(scope, await getDb(), scope.customerId, new Date());
  const reading = await readCustomer(scope, scope.customerId, 'return');
  if (!reading) return null;
  const [invite, reentry, { isPartnersOwn }] = await Promise.all([
    readInviteOf(scope.customerId, scope.inviteId),
    readReentry(),
    statusMailSetting.read(),
  ]);
  return {
    ...reading,
    invite,
    mayBeSubmitted: mayBeSubmitted({ ...reading.customer, returnedAt, now: new Date() }),
    isOpen: reading.freshness === 'fresh' && isEditable(reading.customer.status, reentry),
    isMailed: canMail() && !isPartnersOwn,
  };
}

/** The language of the invite that led to the form; undefined without one. */
export async function readReturnLocale(state: string): Promise<Locale | undefined> {
  const scope = await parseReturnState(state);
  return scope ? (await readInviteOf(scope.customerId, scope.inviteId))?.locale : undefined;
}

async function readInviteOf(customerId: string, inviteId: string | undefined): Promise<InviteOfReturn | null> {
  if (inviteId === undefined) return null;
  const invite = await getInvite(systemScope('return'), await getDb(), inviteId);
  if (!invite || invite.customerId !== customerId) return null;
  const locale = isLocale(invite.locale) ? invite.locale : undefined;
  const href = isLiving(invite) ? `/i/${inviteToken(invite.id, invite.generation)}` : null;
  return { locale, href, hasAccess: invite.revokedAt === null };
}
