import { NextResponse } from 'next/server';
import { importIdInput } from '@/lib/features/imports/import-input.rules';
import { readImportProgress } from '@/lib/features/imports/read-import';
import { peekScope } from '@/lib/platform/auth/session';
import { jsonFailure, NO_STORE, notFound, refuseParams, unauthenticated } from '@/lib/platform/http/json-responses';

/** Progress of an import, polled by its page. */
export async function GET(request: Request, { params }: RouteContext<'/api/imports/[importId]'>) {
  const session = await peekScope();
  if (!session) return unauthenticated();
  const refused = refuseParams(request);
  if (refused) return refused;
  try {
    const named = importIdInput.safeParse(await params);
    const progress = named.success ? await readImportProgress(session.scope, named.data.importId) : null;
    return progress ? NextResponse.json(progress, NO_STORE) : notFound();
  } catch (error) {
    return jsonFailure(error);
  }
}
