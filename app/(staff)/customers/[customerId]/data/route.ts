import { requestOrigin } from '@/lib/auth/request-origin';
import { canHandlePersonalData } from '@/lib/auth/roles';
import { getScope } from '@/lib/auth/session';
import { customerId as customerIdSchema } from '@/lib/kyb/customer-id';
import { toByteStream } from '@/lib/services/activity-files';
import { exportPersonalData } from '@/lib/services/export-personal-data';
import { recordDenial } from '@/lib/services/record-denial';
import { addressOf, confirmFirst } from '../../../../api/confirm-first';
import { forbidden, jsonFailure, notFound, tooMany, unauthenticated } from '../../../../api/json-answers';

/** Everything stored about one business as a file. It leaves a line in the trail, so no other site may ask for it. */
export async function GET(request: Request, { params }: RouteContext<'/customers/[customerId]/data'>) {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return forbidden();
  try {
    const scope = await getScope();
    if (!scope) return unauthenticated();
    const id = customerIdSchema.safeParse((await params).customerId);
    const origin = await requestOrigin();
    if (!canHandlePersonalData(scope.role)) {
      await recordDenial(scope, { what: 'export personal data', customerId: id.data, origin });
      return forbidden();
    }
    if (!id.success) return notFound();
    const unproven = confirmFirst(scope, addressOf(request));
    if (unproven) return unproven;
    const exported = await exportPersonalData(scope, id.data, origin);
    if (!exported.ok) {
      const { error } = exported;
      return error.kind === 'rate_limited' ? tooMany(error.retryAfterMs) : notFound();
    }
    return new Response(toByteStream(exported.value), {
      headers: {
        'Content-Type': 'application/json',
        'Content-Disposition': `attachment; filename="customer-${id.data}.json"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return jsonFailure(error);
  }
}
