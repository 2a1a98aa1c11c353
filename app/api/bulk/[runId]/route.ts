import { NextResponse } from 'next/server';
import { readBulkProgress } from '@/lib/features/bulk/read-bulk-runs';
import { can } from '@/lib/platform/auth/roles';
import { peekScope } from '@/lib/platform/auth/session';
import {
  forbidden,
  jsonFailure,
  NO_STORE,
  notFound,
  refuseParams,
  unauthenticated,
} from '@/lib/platform/http/json-responses';

/** Progress of a run, polled by its page. */
export async function GET(request: Request, { params }: RouteContext<'/api/bulk/[runId]'>): Promise<NextResponse> {
  const session = await peekScope();
  if (!session) return unauthenticated();
  if (!can(session.scope.role, 'run_bulk')) return forbidden();
  const refused = refuseParams(request);
  if (refused) return refused;
  try {
    const progress = await readBulkProgress(session.scope, (await params).runId);
    return progress ? NextResponse.json(progress, NO_STORE) : notFound();
  } catch (error) {
    return jsonFailure(error);
  }
}
