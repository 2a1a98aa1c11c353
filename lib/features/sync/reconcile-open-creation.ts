import 'server-only';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { getOperation } from './operations.queries';
import { reconcileCreation } from './reconcile-creation';

/** Takes up one creation in the background. True when it needs no further try. */
export async function reconcileOpenCreation(operationId: string): Promise<boolean> {
  const scope = systemScope('settle creation');
  const operation = await getOperation(scope, await getDb(), operationId);
  if (!operation || operation.completedAt !== null || operation.state === 'needs_review') return true;
  const settled = await reconcileCreation(scope, operation, { origin: NO_ORIGIN, priority: 'background' });
  return !settled.ok || settled.value !== 'confirming';
}
