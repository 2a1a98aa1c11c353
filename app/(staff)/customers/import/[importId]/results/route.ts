import { importResults } from '@/lib/features/imports/import-files';
import { importIdInput } from '@/lib/features/imports/import-input.rules';
import { ROW_FILTERS } from '@/lib/features/imports/import-view.rules';
import { requestOrigin } from '@/lib/platform/auth/request-origin';
import { can } from '@/lib/platform/auth/roles';
import { toByteStream } from '@/lib/platform/files/activity-files';
import { respondWithFile } from '@/lib/platform/http/file-response';
import { malformedParams, notFound, tooMany } from '@/lib/platform/http/json-responses';
import { exportWaitMs } from '@/lib/platform/rate-limit/check-limit';

type Context = RouteContext<'/customers/import/[importId]/results'>;

/** The result of each row. Contains the file's names and addresses: only for roles that may import. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respondWithFile(request, {
    params: ['rows'],
    isAllowed: ({ role }) => can(role, 'create_customer'),
    prepare: async (scope, { rows: given = 'all' }) => {
      const named = importIdInput.safeParse(await params);
      if (!named.success) return notFound();
      const rows = ROW_FILTERS.find((known) => known === given);
      if (!rows) return malformedParams(['rows']);
      return async () => {
        const waitMs = await exportWaitMs(scope);
        if (waitMs > 0) return tooMany(waitMs);
        const texts = await importResults(scope, named.data.importId, rows, await requestOrigin());
        if (!texts) return notFound();
        const name = `import-results-${new Date().toISOString().slice(0, 10)}.csv`;
        return { name, type: 'text/csv; charset=utf-8; header=present', body: toByteStream(texts) };
      };
    },
  });
}
