import 'server-only';
import { getDb } from '@/lib/db/client';
import { listOpenCreations } from '@/lib/db/queries/operations';
import { NO_ORIGIN } from '@/lib/db/writes/audit';
import { systemScope } from '@/lib/scope';
import { settleCreation } from './settle-creation';

/** Longer than an interactive creation takes, so that the press of a person is not overtaken. */
const UNTOUCHED_MS = 12_000;
const BATCH = 20;

/** Takes up every creation whose outcome is open: after a crash, a timeout or an outage, until upstream has spoken. */
export async function settleCreations(): Promise<void> {
  const scope = systemScope('settle creations');
  const untouchedSince = new Date(Date.now() - UNTOUCHED_MS);
  const open = await listOpenCreations(scope, await getDb(), { untouchedSince, limit: BATCH });
  for (const operation of open) {
    await settleCreation(scope, operation, { origin: NO_ORIGIN, priority: 'background' });
  }
}
