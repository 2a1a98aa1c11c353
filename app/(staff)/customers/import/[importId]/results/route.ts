import { answerWithFile } from '@/app/api/file-answer';
import { malformedParams, notFound, tooMany } from '@/app/api/json-answers';
import { requestOrigin } from '@/lib/auth/request-origin';
import { canCreateCustomer } from '@/lib/auth/roles';
import { importIdInput } from '@/lib/kyb/import-input';
import { ROW_FILTERS } from '@/lib/kyb/import-view';
import { toByteStream } from '@/lib/services/activity-files';
import { importResults } from '@/lib/services/import-files';
import { exportWaitMs } from '@/lib/services/limits';

type Context = RouteContext<'/customers/import/[importId]/results'>;

/** What came of each row. It holds the file's own text, names and addresses, so it is for those who may import. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerWithFile(request, {
    params: ['rows'],
    isAllowed: ({ role }) => canCreateCustomer(role),
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
