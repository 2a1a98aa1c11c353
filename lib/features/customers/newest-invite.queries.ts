import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { MAIL_STATES } from '@/lib/platform/db/column-values';
import { type InviteState, toInviteState } from './invite-state.rules';

/**
 * The facts of the invite that a row shows. Evaluated only for the rows of a page, by two indexes. The outer table is
 * named literally: in a query of one table Drizzle would write its column as `id`, which is the invite's here.
 */
export const newestInvite = sql<unknown>`(select json_build_object(
    'revokedAt', i.revoked_at, 'expiresAt', i.expires_at, 'returnedAt', i.returned_at, 'startedAt', i.started_at,
    'viewedAt', i.viewed_at, 'mailState', (select m.state from mails m
      where m.invite_id = i.id and m.kind in ('invite', 'reminder') order by m.created_at desc limit 1))
  from invites i where i.customer_id = customers.id
  order by (i.revoked_at is null) desc, i.created_at desc, i.id desc limit 1)`;

const instantText = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const inviteFacts = z.object({
  revokedAt: instantText.nullable(),
  expiresAt: instantText,
  returnedAt: instantText.nullable(),
  startedAt: instantText.nullable(),
  viewedAt: instantText.nullable(),
  mailState: z.enum(MAIL_STATES).nullable(),
});

/** State of the newest invite that was not revoked, else of the newest one; null when there is none. */
export function toNewestInviteState(row: unknown, now: Date): InviteState | null {
  return row === null ? null : toInviteState(inviteFacts.parse(row), now);
}
