import { exportPersonalData } from '@/lib/features/privacy/export-personal-data';
import { recordDenial } from '@/lib/platform/audit/record-denial';
import { requestOrigin } from '@/lib/platform/auth/request-origin';
import { can } from '@/lib/platform/auth/roles';
import { toByteStream } from '@/lib/platform/files/activity-files';
import { respondWithFile } from '@/lib/platform/http/file-response';
import { notFound, tooMany } from '@/lib/platform/http/json-responses';
import { customerId as customerIdSchema } from '@/lib/platform/input/customer-id';

/** Everything stored about one business, as a file. */
export async function GET(request: Request, { params }: RouteContext<'/customers/[customerId]/data'>) {
  const id = customerIdSchema.safeParse((await params).customerId);
  const origin = await requestOrigin();
  return respondWithFile(request, {
    params: [],
    async isAllowed(scope) {
      if (can(scope.role, 'handle_personal_data')) return true;
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
