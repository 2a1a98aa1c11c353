import 'server-only';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { sessions } from '@/lib/platform/db/schema/sessions';

export interface OwnSession {
  readonly idHash: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** One's own open sessions, the last used first. */
export async function listOwnSessions(
  scope: StaffScope,
  db: Db,
  limits: { readonly now: Date; readonly idleSince: Date },
): Promise<readonly OwnSession[]> {
  return db
    .select({
      idHash: sessions.idHash,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      address: sessions.address,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, scope.userId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, limits.now),
        gt(sessions.lastSeenAt, limits.idleSince),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
    .limit(200);
}
