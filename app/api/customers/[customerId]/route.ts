import { NextResponse } from 'next/server';
import { peekScope } from '@/lib/auth/session';
import { customerId as customerIdSchema } from '@/lib/kyb/customer-id';
import { readNewestAct } from '@/lib/services/read-care';
import { readCustomer } from '@/lib/services/read-customers';
import { jsonFailure, NO_STORE, notFound, refuseParams, unauthenticated } from '../../json-answers';

export async function GET(request: Request, { params }: RouteContext<'/api/customers/[customerId]'>) {
  const session = await peekScope();
  if (!session) return unauthenticated();
  const { customerId } = await params;
  if (!customerIdSchema.safeParse(customerId).success) return notFound();
  const refused = refuseParams(request);
  if (refused) return refused;
  try {
    const reading = await readCustomer(session.scope, customerId, 'page');
    if (!reading) return notFound();
    const newestActId = await readNewestAct(session.scope, reading.customer.id);
    return NextResponse.json({ ...reading, newestActId }, NO_STORE);
  } catch (error) {
    return jsonFailure(error);
  }
}
