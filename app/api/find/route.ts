import { NextResponse } from 'next/server';
import { getScope } from '@/lib/auth/session';
import { findCustomers } from '@/lib/services/find-customers';
import { jsonFailure, NO_STORE, unauthenticated } from '../json-answers';

/** Customers for the command palette, as somebody types: unlike a page that refreshes itself this is activity. */
export async function GET(request: Request): Promise<NextResponse> {
  const scope = await getScope();
  if (!scope) return unauthenticated();
  try {
    const text = new URL(request.url).searchParams.get('text') ?? '';
    return NextResponse.json({ customers: await findCustomers(scope, text) }, NO_STORE);
  } catch (error) {
    return jsonFailure(error);
  }
}
