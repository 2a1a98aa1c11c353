import { ACTIVITY_FILTERS } from '@/components/activity/activity-query';
import { exportActivity, findUnreadable } from '@/lib/features/activity/read-activity';
import { requestOrigin } from '@/lib/platform/auth/request-origin';
import { toActivityCsv, toActivityJson, toByteStream } from '@/lib/platform/files/activity-files';
import { respondWithFile } from '@/lib/platform/http/file-response';
import { malformedParams, tooMany } from '@/lib/platform/http/json-responses';
import { exportWaitMs } from '@/lib/platform/rate-limit/check-limit';

const FILES = {
  csv: { type: 'text/csv; charset=utf-8; header=present', write: toActivityCsv },
  json: { type: 'application/json', write: toActivityJson },
} as const;

function isFormat(text: string): text is keyof typeof FILES {
  return Object.hasOwn(FILES, text);
}

export function GET(request: Request): Promise<Response> {
  return respondWithFile(request, {
    params: [...ACTIVITY_FILTERS, 'format'],
    prepare: (scope, { format = 'csv', ...params }) => {
      if (!isFormat(format)) return malformedParams(['format']);
      const unreadable = findUnreadable(params);
      if (unreadable.length > 0) return malformedParams(unreadable);
      const { type, write } = FILES[format];
      return async () => {
        const waitMs = await exportWaitMs(scope);
        if (waitMs > 0) return tooMany(waitMs);
        const items = await exportActivity(scope, params, await requestOrigin());
        const name = `activity-${new Date().toISOString().slice(0, 10)}.${format}`;
        return { name, type, body: toByteStream(write(items)) };
      };
    },
  });
}
