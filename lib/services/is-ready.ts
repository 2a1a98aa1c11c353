import 'server-only';
import { getDb } from '@/lib/db/client';
import { pingDatabase } from '@/lib/db/queries/ping';
import { systemScope } from '@/lib/scope';

/** Whether the database answers. */
export async function isReady(): Promise<boolean> {
  try {
    await pingDatabase(systemScope('readiness'), await getDb());
    return true;
  } catch {
    return false;
  }
}
