import 'server-only';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { AuditDetails } from '@/lib/platform/audit/audit-events';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { sessions } from '@/lib/platform/db/schema/sessions';

/** The audit event's details of an ended session. */
interface Context {
  readonly now: Date;
  readonly origin: Origin;
}

/** Ends one of the person's own sessions; false when it is not theirs, or has ended. */
export async function endOwnSession(
  scope: StaffScope,
  db: Db,
  { idHash, details }: { readonly idHash: string; readonly details: AuditDetails },
  { now, origin }: Context,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ endedAt: now })
      .where(and(eq(sessions.idHash, idHash), eq(sessions.userId, scope.userId), isNull(sessions.endedAt)))
      .returning({ idHash: sessions.idHash });
    if (ended.length === 0) return false;
    await insertAudit(scope, tx, { act: 'session.ended', outcome: 'ok', origin, details });
    return true;
  });
}

/** Ends all of the person's sessions but the current one; returns their number. None leaves no audit event. */
export async function endOtherSessions(scope: StaffScope, db: Db, { now, origin }: Context): Promise<number> {
  return db.transaction(async (tx) => {
    const others = and(
      eq(sessions.userId, scope.userId),
      ne(sessions.idHash, scope.sessionId),
      isNull(sessions.endedAt),
    );
    const ended = await tx.update(sessions).set({ endedAt: now }).where(others).returning({ id: sessions.idHash });
    if (ended.length === 0) return 0;
    const details = { sessions: ended.length };
    await insertAudit(scope, tx, { act: 'session.others_ended', outcome: 'ok', origin, details });
    return ended.length;
  });
}
