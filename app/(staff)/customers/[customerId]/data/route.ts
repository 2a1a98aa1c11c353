import { answerWithFile } from '@/app/api/file-answer';
import { notFound, tooMany } from '@/app/api/json-answers';
import { requestOrigin } from '@/lib/auth/request-origin';
import { canHandlePersonalData } from '@/lib/auth/roles';
import { customerId as customerIdSchema } from '@/lib/kyb/customer-id';
import { toByteStream } from '@/lib/services/activity-files';
import { exportPersonalData } from '@/lib/services/export-personal-data';
import { recordDenial } from '@/lib/services/record-denial';

/** Everything stored about one business as a file. */
export async function GET(request: Request, { params }: RouteContext<'/customers/[customerId]/data'>) {
  const id = customerIdSchema.safeParse((await params).customerId);
  const origin = await requestOrigin();
  return answerWithFile(request, {
    params: [],
    async isAllowed(scope) {
      if (canHandlePersonalData(scope.role)) return true;
      await recordDenial(scope, { what: 'export personal data', customerId: id.data, origin });
      return false;
    },
    prepare: (scope) => {
      if (!id.success) return notFound();
      return async () => {
        const exported = await exportPersonalData(scope, id.data, origin);
        if (exported.ok)
          return { name: `customer-${id.data}.json`, type: 'application/json', body: toByteStream(exported.value) };
        const { error } = exported;
        return error.kind === 'rate_limited' ? tooMany(error.retryAfterMs) : notFound();
      };
    },
  });
}
