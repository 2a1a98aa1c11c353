import { NextResponse } from 'next/server';
import { findUnreadable } from '@/lib/features/customers/customer-filter';
import { LIST_PAGE_PARAMS } from '@/lib/features/customers/customer-list.rules';
import { readCustomerPage } from '@/lib/features/sync/read-customers';
import { peekScope } from '@/lib/platform/auth/session';
import { badParams, jsonFailure, malformedParams, NO_STORE, unauthenticated } from '@/lib/platform/http/json-responses';
import { readParams } from '@/lib/platform/input/params';

/** The list for its live page. `x-reason: pushed` skips the upstream read. */
export async function GET(request: Request): Promise<NextResponse> {
  const session = await peekScope();
  if (!session) return unauthenticated();
  try {
    const { values, problems } = readParams(new URL(request.url).searchParams, LIST_PAGE_PARAMS);
    if (problems) return badParams(problems);
    const unreadable = findUnreadable(values);
    if (unreadable.length > 0) return malformedParams(unreadable);
    const isPushed = request.headers.get('x-reason') === 'pushed';
    return NextResponse.json(await readCustomerPage(session.scope, values, { isPushed }), NO_STORE);
  } catch (error) {
    return jsonFailure(error);
  }
}
