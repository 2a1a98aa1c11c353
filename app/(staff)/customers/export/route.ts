import { headers } from 'next/headers';
import { chosenExportHref } from '@/components/customers/customer-list-query';
import { choiceInput } from '@/lib/features/bulk/bulk-input.rules';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/features/customers/customer-export.rules';
import { findUnreadable, readListParams, toCustomerFilter } from '@/lib/features/customers/customer-filter';
import { LIST_FILTERS } from '@/lib/features/customers/customer-list.rules';
import { type CustomerSelection, exportCustomers } from '@/lib/features/customers/export-customers';
import { isOwnOrigin, requestOrigin } from '@/lib/platform/auth/request-origin';
import { can } from '@/lib/platform/auth/roles';
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

/** Enough for 100 selected ids; a page of the list has no more. */
const CAP_BYTES = 64 * 1024;

async function take(scope: StaffScope, selection: CustomerSelection, format: ExportFormat) {
  const waitMs = await exportWaitMs(scope);
  if (waitMs > 0) return tooMany(waitMs);
  const { name, type, texts } = await exportCustomers(scope, selection, format, await requestOrigin());
  return { name, type, body: toByteStream(texts) } satisfies FileContent;
}

/**
 * The list as a file: takes the parameters of the page, returns all rows. `customers` (ids joined by dots) is a
 * selection from the form below that had to wait for reauthentication.
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
  /** Filters cannot be combined with a selection. */
  readonly others: readonly string[];
}

function prepareChosen(scope: StaffScope, { customers, format, others }: Chosen) {
  if (!can(scope.role, 'run_bulk')) return forbidden();
  const choice = choiceInput.safeParse({ customer: customers.replaceAll('.', ' ') });
  if (!choice.success || others.length > 0) return malformedParams(choice.success ? others : ['customers']);
  return () => take(scope, { ids: choice.data.customer }, format);
}

/** The selected customers as a file. The browser submits this form itself. */
export async function POST(request: Request): Promise<Response> {
  return forReader(request, await answerForm(request));
}

async function answerForm(request: Request): Promise<Response> {
  if (!isOwnOrigin(await headers())) return forbidden();
  try {
    const scope = await getScope();
    if (!scope) return unauthenticated();
    if (!can(scope.role, 'run_bulk')) return forbidden();
    const body = await readCappedBody(request, CAP_BYTES);
    if (body === null) return new Response(null, { status: 413 });
    const choice = choiceInput.safeParse(await readChoice(body, request.headers.get('content-type') ?? ''));
    if (!choice.success) return malformedParams(choice.error.issues.map(({ path }) => String(path[0] ?? 'form')));
    const { values, problems } = readListParams(new URLSearchParams(choice.data.filter ?? ''));
    if (problems) return badParams(problems);
    // Back to this file by a GET address, so that the selection survives reauthentication.
    const unproven = confirmFirst(scope, chosenExportHref(choice.data));
    if (unproven) return unproven;
    const isAll = choice.data.all === 'on';
    const selection = isAll ? { filter: await toCustomerFilter(scope, values) } : { ids: choice.data.customer };
    return toFile(await take(scope, selection, 'csv'));
  } catch (error) {
    return jsonFailure(error);
  }
}

/** Returns null if the body is not a form. */
async function readChoice(body: Uint8Array, type: string) {
  const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => null);
  return form && readForm(form, { listFields: ['customer'] });
}
