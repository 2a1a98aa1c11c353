import { NextResponse } from 'next/server';
import { findCustomers, LONGEST_SEARCH } from '@/lib/features/customers/find-customers';
import { getScope } from '@/lib/platform/auth/session';
import { badParams, jsonFailure, malformedParams, NO_STORE, unauthenticated } from '@/lib/platform/http/json-responses';
import { readParams } from '@/lib/platform/input/params';

/** Search of the command palette. Counts as activity, because a person is typing. */
export async function GET(request: Request): Promise<NextResponse> {
  const scope = await getScope();
  if (!scope) return unauthenticated();
  try {
    const { values, problems } = readParams(new URL(request.url).searchParams, ['text']);
    if (problems) return badParams(problems);
    const { text = '' } = values;
    if (text.length > LONGEST_SEARCH) return malformedParams(['text']);
    return NextResponse.json({ customers: await findCustomers(scope, text) }, NO_STORE);
  } catch (error) {
    return jsonFailure(error);
  }
}
