import { NextResponse } from 'next/server';
import { peekScope } from '@/lib/auth/session';
import { importIdInput } from '@/lib/kyb/import-input';
import { readImportProgress } from '@/lib/services/read-import';
import { jsonFailure, NO_STORE, notFound, refuseParams, unauthenticated } from '../../json-answers';

/** How far an import is, for the page that shows it. */
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
