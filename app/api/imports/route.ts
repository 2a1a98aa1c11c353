import { fileProblemText } from '@/lib/features/imports/errors';
import { fileFormatInput } from '@/lib/features/imports/import-input.rules';
import { MAX_IMPORT_BYTES } from '@/lib/features/imports/import-view.rules';
import { withUpload } from '@/lib/features/imports/read-upload';
import { uploadImport } from '@/lib/features/imports/upload-import';
import { log } from '@/lib/log';
import { recordDenial } from '@/lib/platform/audit/record-denial';
import { isOwnOrigin, requestOrigin } from '@/lib/platform/auth/request-origin';
import { can } from '@/lib/platform/auth/roles';
import { getScope } from '@/lib/platform/auth/session';
import { NO_STORE, refuseParams } from '@/lib/platform/http/json-responses';
import { plainPage } from '@/lib/platform/http/plain-page';
import { uploadWaitMs } from '@/lib/platform/rate-limit/check-limit';

const SIGNED_OUT = 'You are signed out: nothing was sent. Sign in in another tab, then send the file again.';
const FORBIDDEN = 'Your role or this request does not allow it. Nothing was imported.';
const TOO_MANY = 'You have sent so many files that the portal waits before the next one. Please try again in an hour.';
const FAILED = 'The portal has a problem, and nothing was imported. Please try again in a minute.';

/**
 * Uploads a file of customers. A handler instead of an action, because it reads the body as a stream and stops at the
 * size limit; under `/api`, because the proxy in front of pages would buffer the whole body in memory.
 */
export async function POST(request: Request): Promise<Response> {
  const response = answerFor(request);
  try {
    const scope = await getScope();
    if (!scope) return response.problem(401, SIGNED_OUT);
    const origin = await requestOrigin();
    if (!can(scope.role, 'create_customer') || !isOwnOrigin(request.headers)) {
      await recordDenial(scope, { what: 'upload an import', origin });
      return response.problem(403, FORBIDDEN);
    }
    const refused = refuseParams(request);
    if (refused) return refused;
    const waitMs = await uploadWaitMs(scope);
    if (waitMs > 0) return response.problem(429, TOO_MANY, { 'Retry-After': String(Math.ceil(waitMs / 1000)) });
    const sent = {
      contentType: request.headers.get('content-type'),
      contentLength: request.headers.get('content-length'),
      body: request.body,
    };
    return await withUpload(sent, MAX_IMPORT_BYTES, async (upload) => {
      if (typeof upload === 'string')
        return response.problem(upload === 'too_large' ? 413 : 400, fileProblemText({ file: upload }));
      const uploaded = await uploadImport(scope, upload, origin, fileFormatInput.parse(upload.fields));
      return uploaded.ok
        ? response.done(uploaded.value.importId)
        : response.problem(422, fileProblemText(uploaded.error.fields));
    });
  } catch (error) {
    log.error({ err: error }, 'an import could not be taken in');
    return response.problem(503, FAILED);
  }
}

const BACK = { href: '/customers/import', label: 'Back to the import' };

/** JSON for our script; a plain page with the same text for a form without scripts. */
function answerFor(request: Request) {
  if (request.headers.get('accept')?.includes('application/json'))
    return {
      done: (importId: string) => Response.json({ importId }, NO_STORE),
      problem: (status: number, message: string, more: Record<string, string> = {}) =>
        Response.json({ error: { message } }, { headers: { ...NO_STORE.headers, ...more }, status }),
    };
  return {
    done: (importId: string) =>
      new Response(null, { status: 303, headers: { ...NO_STORE.headers, Location: `/customers/import/${importId}` } }),
    problem: (status: number, message: string, more: Record<string, string> = {}) =>
      new Response(plainPage({ title: 'Not imported', text: message, link: BACK }), {
        status,
        headers: { ...NO_STORE.headers, 'Content-Type': 'text/html; charset=utf-8', ...more },
      }),
  };
}
