import { NextResponse } from 'next/server';
import { toCustomerListQuery } from '@/components/customers/keys';
import { peekScope } from '@/lib/auth/session';
import { readCustomerPage } from '@/lib/services/read-customers';
import { jsonFailure, NO_STORE, unauthenticated } from '../json-answers';

/** The list as the page shows it, for keeping the visible page fresh. */
export async function GET(request: Request): Promise<NextResponse> {
  const session = await peekScope();
  if (!session) return unauthenticated();
  try {
    const query = toCustomerListQuery(Object.fromEntries(new URL(request.url).searchParams));
    return NextResponse.json(await readCustomerPage(session.scope, query), NO_STORE);
  } catch (error) {
    return jsonFailure(error);
  }
}
