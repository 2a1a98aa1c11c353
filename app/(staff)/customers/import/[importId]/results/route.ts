import { requestOrigin } from '@/lib/auth/request-origin';
import { canCreateCustomer } from '@/lib/auth/roles';
import { getScope } from '@/lib/auth/session';
import { importIdInput } from '@/lib/kyb/import-input';
import { toByteStream } from '@/lib/services/activity-files';
import { importResults } from '@/lib/services/import-files';
import { exportWaitMs } from '@/lib/services/limits';
import { addressOf, confirmFirst } from '../../../../../api/confirm-first';
import { forbidden, jsonFailure, notFound, tooMany, unauthenticated } from '../../../../../api/json-answers';

type Context = RouteContext<'/customers/import/[importId]/results'>;

/** What came of each row. It holds the file's own text, names and addresses, so it is for those who may import. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return forbidden();
  try {
    const scope = await getScope();
    if (!scope) return unauthenticated();
    if (!canCreateCustomer(scope.role)) return forbidden();
    const named = importIdInput.safeParse(await params);
    if (!named.success) return notFound();
    const unproven = confirmFirst(scope, addressOf(request));
    if (unproven) return unproven;
    const waitMs = await exportWaitMs(scope);
    if (waitMs > 0) return tooMany(waitMs);
    const filter = new URL(request.url).searchParams.get('rows') === 'problems' ? 'problems' : 'all';
    const texts = await importResults(scope, named.data.importId, filter, await requestOrigin());
    if (!texts) return notFound();
    return new Response(toByteStream(texts), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="import-results-${new Date().toISOString().slice(0, 10)}.csv"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return jsonFailure(error);
  }
}
