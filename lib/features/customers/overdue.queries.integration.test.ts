import { beforeEach, describe, expect, test } from 'vitest';
import { LISTED_STATUSES, type ListedStatus } from '@/lib/kyb/listed-status';
import { overdueReason } from '@/lib/kyb/overdue';
import { DEFAULT_OVERDUE_THRESHOLDS, STALLING_STATUSES } from '@/lib/kyb/overdue-thresholds';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { emptyDatabase, insertCustomers, insertInvites, setUpDatabase } from '@/lib/platform/db/testing';
import { listCustomers } from './customer-list.queries';
import { toOverdueSince } from './overdue.queries';

const NOW = new Date('2026-11-26T12:00:00Z');
const system = systemScope('test');
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
/** Every status may last: those without a limit of their own get one, so that each is compared. */
const THRESHOLDS = {
  unopenedInviteDays: 7,
  statusDays: { ...DEFAULT_OVERDUE_THRESHOLDS.statusDays, REJECTED: 20 },
};

interface InviteCase {
  readonly name: string;
  readonly sentAt?: Date;
  readonly openedAt?: Date;
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
}

const INVITES: readonly InviteCase[] = [
  { name: 'none' },
  { name: 'young', sentAt: ago(6) },
  { name: 'old', sentAt: ago(8) },
  { name: 'old and expired', sentAt: ago(8), expiresAt: ago(1) },
  { name: 'old and opened', sentAt: ago(8), openedAt: ago(7) },
  { name: 'old and revoked', sentAt: ago(8), revokedAt: ago(7) },
];

/** A customer in this status of the list: one stored value for the two that stand for many. */
function stored(status: ListedStatus) {
  if (status === 'UNCONFIRMED') return { status: 'UNKNOWN', upstreamId: null };
  return { status: status === 'UNRECOGNISED' ? 'SOMETHING_NEW' : status };
}

setUpDatabase();
beforeEach(emptyDatabase);

describe('overdue', () => {
  test.each(LISTED_STATUSES)('means the same in SQL and in the rule, for %s and every invite', async (status) => {
    const days = STALLING_STATUSES.some((one) => one === status)
      ? (THRESHOLDS.statusDays[status as keyof typeof THRESHOLDS.statusDays] ?? 0)
      : 30;
    const cases = [days - 0.1, days + 0.1].flatMap((age) => INVITES.map((invite) => ({ age, invite })));
    const ids = cases.map((_, index) => `c${index}`);
    await insertCustomers(
      cases.map(({ age }, index) => ({
        id: ids[index] ?? '',
        email: `c${index}@example.com`,
        upstreamId: `up-${index}`,
        ...stored(status),
        ...(status === 'UNCONFIRMED' ? { createdAt: ago(age) } : { statusSince: ago(age) }),
      })),
    );
    const sent = cases.flatMap(({ invite }, index) =>
      invite.sentAt === undefined
        ? []
        : [
            {
              ...{
                id: `i${index}`,
                customerId: ids[index] ?? '',
                email: 'a@example.com',
                locale: 'en',
                createdBy: 'x',
              },
              ...{ createdAt: invite.sentAt, expiresAt: invite.expiresAt ?? ago(-7) },
              ...{ viewedAt: invite.openedAt ?? null, revokedAt: invite.revokedAt ?? null },
            },
          ],
    );
    await insertInvites(sent);
    const expected = cases.flatMap(({ age, invite }, index) => {
      const living = invite.sentAt !== undefined && invite.revokedAt === undefined;
      const facts = {
        status,
        since: ago(age),
        invite: living ? { sentAt: invite.sentAt, openedAt: invite.openedAt ?? null } : null,
      };
      return overdueReason(facts, THRESHOLDS, NOW) === null ? [] : [ids[index]];
    });
    const found = await listCustomers(system, await getDb(), { overdue: toOverdueSince(THRESHOLDS, NOW) });
    expect(found.items.map(({ id }) => id).sort()).toEqual(expected.sort());
  });
});
