import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { settings } from '@/lib/platform/db/schema/settings';

export interface SettingDefinition<T> {
  readonly name: string;
  /** Parses the stored value; null when it was never set: then the default, perhaps from the environment. */
  readonly parse: (stored: Record<string, unknown> | null) => T;
  /** The value for the audit log, by field; equal texts count as equal. */
  readonly describe: (value: T) => Readonly<Record<string, string>>;
  readonly store: (value: T) => Record<string, unknown>;
}

const MOST_CHARACTERS = 120;

/**
 * Changes a setting; the audit event says for each changed field what it was and is. Old and new value are compared
 * under a lock, so that it is right even when two people save at once. Returns false if nothing changed, and then
 * records nothing.
 */
export async function changeSetting<T>(
  scope: StaffScope,
  db: Db,
  { name, parse, describe, store }: SettingDefinition<T>,
  next: T,
  origin: Origin,
): Promise<boolean> {
  if (scope.role !== 'admin') throw new Error('Only admins change settings.');
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`setting:${name}`}))`);
    const [row] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.name, name)).limit(1);
    const before = describe(parse(row?.value ?? null));
    const changes = Object.entries(describe(next)).flatMap(([field, text]) =>
      text === before[field] ? [] : [[field, `${cut(before[field] ?? '')} → ${cut(text)}`] as const],
    );
    if (changes.length === 0) return false;
    const value = { name, value: store(next), changedAt: new Date(), changedBy: scope.userId };
    await tx.insert(settings).values(value).onConflictDoUpdate({ target: settings.name, set: value });
    const details = { setting: name, ...Object.fromEntries(changes) };
    await insertAudit(scope, tx, { act: 'settings.changed', outcome: 'ok', origin, details });
    return true;
  });
}

function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
