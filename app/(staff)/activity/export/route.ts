import { requestOrigin } from '@/lib/auth/request-origin';
import { getScope } from '@/lib/auth/session';
import { toActivityCsv, toActivityJson, toByteStream } from '@/lib/services/activity-files';
import { exportWaitMs } from '@/lib/services/limits';
import { exportActivity } from '@/lib/services/read-activity';
import { addressOf, confirmFirst } from '../../../api/confirm-first';
import { forbidden, jsonFailure, tooMany, unauthenticated } from '../../../api/json-answers';

const FILES = {
  csv: { type: 'text/csv; charset=utf-8; header=present', write: toActivityCsv },
  json: { type: 'application/json', write: toActivityJson },
} as const;

/** The filtered trail as a file. Taking it leaves a line in the trail, so another site must not be able to ask for it. */
export async function GET(request: Request): Promise<Response> {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return forbidden();
  try {
    const scope = await getScope();
    if (!scope) return unauthenticated();
    const unproven = confirmFirst(scope, addressOf(request));
    if (unproven) return unproven;
    const waitMs = await exportWaitMs(scope);
    if (waitMs > 0) return tooMany(waitMs);
    const { format, ...params } = Object.fromEntries(new URL(request.url).searchParams);
    const name = format === 'json' ? 'json' : 'csv';
    const items = await exportActivity(scope, params, await requestOrigin());
    return new Response(toByteStream(FILES[name].write(items)), {
      headers: {
        'Content-Type': FILES[name].type,
        'Content-Disposition': `attachment; filename="activity-${new Date().toISOString().slice(0, 10)}.${name}"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return jsonFailure(error);
  }
}
