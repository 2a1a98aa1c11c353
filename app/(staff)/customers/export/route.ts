import { toCustomerListQuery } from '@/components/customers/keys';
import { requestOrigin } from '@/lib/auth/request-origin';
import { getScope } from '@/lib/auth/session';
import { toByteStream } from '@/lib/services/activity-files';
import { toCustomerFilter } from '@/lib/services/customer-filter';
import { exportCustomers } from '@/lib/services/export-customers';
import { forbidden, jsonFailure, unauthenticated } from '../../../api/json-answers';

/**
 * The list as a file: the same parameters as the page, all its rows. Taking it leaves a line in the trail, so another
 * site must not be able to ask for it.
 */
export async function GET(request: Request): Promise<Response> {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return forbidden();
  try {
    const scope = await getScope();
    if (!scope) return unauthenticated();
    const { format, ...params } = Object.fromEntries(new URL(request.url).searchParams);
    const filter = await toCustomerFilter(scope, toCustomerListQuery(params));
    const file = await exportCustomers(scope, { filter }, format === 'json' ? 'json' : 'csv', await requestOrigin());
    return new Response(toByteStream(file.texts), {
      headers: {
        'Content-Type': file.type,
        'Content-Disposition': `attachment; filename="${file.name}"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return jsonFailure(error);
  }
}
