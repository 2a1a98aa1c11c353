import { NextResponse } from 'next/server';
import { peekScope } from '@/lib/auth/session';
import { LIST_PAGE_PARAMS } from '@/lib/kyb/customer-list';
import { readParams } from '@/lib/kyb/params';
import { findUnreadable } from '@/lib/services/customer-filter';
import { readCustomerPage } from '@/lib/services/read-customers';
import { badParams, jsonFailure, malformedParams, NO_STORE, unauthenticated } from '../json-answers';

/** The list as the page shows it, for keeping the visible page fresh. */
export async function GET(request: Request): Promise<NextResponse> {
  const session = await peekScope();
  if (!session) return unauthenticated();
  try {
    const { values, problems } = readParams(new URL(request.url).searchParams, LIST_PAGE_PARAMS);
    if (problems) return badParams(problems);
    const unreadable = findUnreadable(values);
    if (unreadable.length > 0) return malformedParams(unreadable);
    return NextResponse.json(await readCustomerPage(session.scope, values), NO_STORE);
  } catch (error) {
    return jsonFailure(error);
  }
}
