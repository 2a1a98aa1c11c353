import { NextResponse } from 'next/server';
import { peekScope } from '@/lib/auth/session';
import { customerId as customerIdSchema } from '@/lib/kyb/customer-id';
import { readCustomer } from '@/lib/services/read-customers';
import { jsonFailure, NO_STORE, notFound, unauthenticated } from '../../json-answers';

export async function GET(_request: Request, { params }: RouteContext<'/api/customers/[customerId]'>) {
  const session = await peekScope();
  if (!session) return unauthenticated();
  const { customerId } = await params;
  if (!customerIdSchema.safeParse(customerId).success) return notFound();
  try {
    const reading = await readCustomer(session.scope, customerId, 'page');
    return reading ? NextResponse.json(reading, NO_STORE) : notFound();
  } catch (error) {
    return jsonFailure(error);
  }
}
