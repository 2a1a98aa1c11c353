import { headers } from 'next/headers';
import { chosenExportHref } from '@/components/customers/customer-list-query';
import { choiceInput } from '@/lib/features/bulk/bulk-input.rules';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/features/customers/customer-export.rules';
import { findUnreadable, readListParams, toCustomerFilter } from '@/lib/features/customers/customer-filter';
import { LIST_FILTERS } from '@/lib/features/customers/customer-list.rules';
import { type CustomerSelection, exportCustomers } from '@/lib/features/customers/export-customers';
import { isOwnOrigin, requestOrigin } from '@/lib/platform/auth/request-origin';
import { canRunBulk } from '@/lib/platform/auth/roles';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getScope } from '@/lib/platform/auth/session';
import { toByteStream } from '@/lib/platform/files/activity-files';
import { readForm } from '@/lib/platform/forms/read-form';
import { type FileContent, forReader, respondWithFile, toFile } from '@/lib/platform/http/file-response';
import {
  badParams,
  forbidden,
  jsonFailure,
  malformedParams,
  tooMany,
  unauthenticated,
} from '@/lib/platform/http/json-responses';
import { readCappedBody } from '@/lib/platform/http/read-capped-body';
import { confirmFirst } from '@/lib/platform/http/reauth-first';
import { exportWaitMs } from '@/lib/platform/rate-limit/check-limit';

/** A page of the list has at most a hundred boxes. */
const CAP_BYTES = 64 * 1024;

async function take(scope: StaffScope, selection: CustomerSelection, format: ExportFormat) {
  const waitMs = await exportWaitMs(scope);
  if (waitMs > 0) return tooMany(waitMs);
  const { name, type, texts } = await exportCustomers(scope, selection, format, await requestOrigin());
  return { name, type, body: toByteStream(texts) } satisfies FileContent;
}

/**
 * The list as a file: the same parameters as the page, all its rows. `customers`, ids with dots between them, is a
 * selection that was sent by the form below and had to wait until its sender had shown who they are.
 */
export function GET(request: Request): Promise<Response> {
  return respondWithFile(request, {
    params: [...LIST_FILTERS, 'sort', 'format', 'customers'],
    prepare: (scope, { format: given = 'csv', customers, ...params }) => {
      const format = EXPORT_FORMATS.find((known) => known === given);
      if (!format) return malformedParams(['format']);
      if (customers !== undefined) return prepareChosen(scope, { customers, format, others: Object.keys(params) });
      const unreadable = findUnreadable(params);
      if (unreadable.length > 0) return malformedParams(unreadable);
      return async () => take(scope, { filter: await toCustomerFilter(scope, params) }, format);
    },
  });
}

interface Chosen {
  readonly customers: string;
  readonly format: ExportFormat;
  /** Filters beside the selection: only one of the two can be followed. */
  readonly others: readonly string[];
}

function prepareChosen(scope: StaffScope, { customers, format, others }: Chosen) {
  if (!canRunBulk(scope.role)) return forbidden();
  const choice = choiceInput.safeParse({ customer: customers.replaceAll('.', ' ') });
  if (!choice.success || others.length > 0) return malformedParams(choice.success ? others : ['customers']);
  return () => take(scope, { ids: choice.data.customer }, format);
}

/** The selected customers as a file: the form of the list's selection, sent by the browser itself. */
export async function POST(request: Request): Promise<Response> {
  return forReader(request, await answerForm(request));
}

async function answerForm(request: Request): Promise<Response> {
  if (!isOwnOrigin(await headers())) return forbidden();
  try {
    const scope = await getScope();
    if (!scope) return unauthenticated();
    if (!canRunBulk(scope.role)) return forbidden();
    const body = await readCappedBody(request, CAP_BYTES);
    if (body === null) return new Response(null, { status: 413 });
    const choice = choiceInput.safeParse(await readChoice(body, request.headers.get('content-type') ?? ''));
    if (!choice.success) return malformedParams(choice.error.issues.map(({ path }) => String(path[0] ?? 'form')));
    const { values, problems } = readListParams(new URLSearchParams(choice.data.filter ?? ''));
    if (problems) return badParams(problems);
    // By the address of the same file, so that the selection survives the reauthentication.
    const unproven = confirmFirst(scope, chosenExportHref(choice.data));
    if (unproven) return unproven;
    const isAll = choice.data.all === 'on';
    const selection = isAll ? { filter: await toCustomerFilter(scope, values) } : { ids: choice.data.customer };
    return toFile(await take(scope, selection, 'csv'));
  } catch (error) {
    return jsonFailure(error);
  }
}

/** Null for what is no form. */
async function readChoice(body: Uint8Array, type: string) {
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => null);
  return form && readForm(form, { listFields: ['customer'] });
}
