import { headers } from 'next/headers';
import { readCappedBody } from '@/app/api/read-capped-body';
import { chosenExportHref, toCustomerListQuery } from '@/components/customers/keys';
import { readForm } from '@/lib/actions/read-form';
import { isOwnOrigin, requestOrigin } from '@/lib/auth/request-origin';
import { canActOnMany } from '@/lib/auth/roles';
import { getScope } from '@/lib/auth/session';
import { choiceInput } from '@/lib/kyb/bulk-input';
import type { StaffScope } from '@/lib/scope';
import { toByteStream } from '@/lib/services/activity-files';
import { toCustomerFilter } from '@/lib/services/customer-filter';
import { type CustomerSelection, exportCustomers } from '@/lib/services/export-customers';
import { exportWaitMs } from '@/lib/services/limits';
import { addressOf, confirmFirst } from '../../../api/confirm-first';
import { forbidden, jsonFailure, tooMany, unauthenticated } from '../../../api/json-answers';

/** A page of the list has at most a hundred boxes. */
const CAP_BYTES = 64 * 1024;

async function toFile(scope: StaffScope, selection: CustomerSelection, format: 'csv' | 'json'): Promise<Response> {
  const waitMs = await exportWaitMs(scope);
  if (waitMs > 0) return tooMany(waitMs);
  const file = await exportCustomers(scope, selection, format, await requestOrigin());
  return new Response(toByteStream(file.texts), {
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}

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
    const unproven = confirmFirst(scope, addressOf(request));
    if (unproven) return unproven;
    const { format, customers, ...params } = Object.fromEntries(new URL(request.url).searchParams);
    const kind = format === 'json' ? 'json' : 'csv';
    if (customers !== undefined) {
      // A selection that was sent by the form below and had to wait until its sender had shown who they are.
      if (!canActOnMany(scope.role)) return forbidden();
      const choice = choiceInput.safeParse({ customer: customers.replaceAll('.', ' ') });
      if (!choice.success) return new Response(null, { status: 400 });
      return await toFile(scope, { ids: choice.data.customer }, kind);
    }
    const filter = await toCustomerFilter(scope, toCustomerListQuery(params));
    return await toFile(scope, { filter }, kind);
  } catch (error) {
    return jsonFailure(error);
  }
}

/** The selected customers as a file: the form of the list's selection, sent by the browser itself. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(await headers())) return forbidden();
  try {
    const scope = await getScope();
    if (!scope) return unauthenticated();
    if (!canActOnMany(scope.role)) return forbidden();
    const body = await readCappedBody(request, CAP_BYTES);
    if (body === null) return new Response(null, { status: 413 });
    const choice = choiceInput.safeParse(await readChoice(body, request.headers.get('content-type') ?? ''));
    if (!choice.success) return new Response(null, { status: 400 });
    // By the address of the same file, so that nothing chosen is lost on the way there and back.
    const unproven = confirmFirst(scope, chosenExportHref(choice.data));
    if (unproven) return unproven;
    return await toFile(scope, await toSelection(scope, choice.data), 'csv');
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

async function toSelection(scope: StaffScope, { customer, all, filter }: ReturnType<typeof choiceInput.parse>) {
  if (all !== 'on') return { ids: customer };
  const params = Object.fromEntries(new URLSearchParams(filter ?? ''));
  return { filter: await toCustomerFilter(scope, toCustomerListQuery(params)) };
}
