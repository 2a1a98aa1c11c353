/** A setting as data: how a stored value is parsed, what the audit log says of it. Reading and changing come with it. */
import 'server-only';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { type Db, getDb } from '@/lib/platform/db/client';
import { getSetting } from './settings.queries';
import { changeSetting, type SettingDefinition } from './settings.writes';

export interface Setting<T> {
  /** The value; the default where an admin has not set one. `db`: a transaction to read in. */
  read(db?: Db): Promise<T>;
  /** Returns false if nothing changed, and then records nothing. Admins only. */
  change(scope: StaffScope, next: T, origin: Origin): Promise<boolean>;
}

export function defineSetting<T>(definition: SettingDefinition<T>): Setting<T> {
  const scope = systemScope(`setting ${definition.name}`);
  return {
    read: async (db) => definition.parse(await getSetting(scope, db ?? (await getDb()), definition.name)),
    change: async (by, next, origin) => changeSetting(by, await getDb(), definition, next, origin),
  };
}
