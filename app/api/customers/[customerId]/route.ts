import { NextResponse } from 'next/server';
import { readNewestAuditId } from '@/lib/features/notes/read-care';
import { readCustomer } from '@/lib/features/sync/read-customers';
import { peekScope } from '@/lib/platform/auth/session';
import { jsonFailure, NO_STORE, notFound, refuseParams, unauthenticated } from '@/lib/platform/http/json-responses';
import { customerId as customerIdSchema } from '@/lib/platform/input/customer-id';

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
    const newestAuditId = await readNewestAuditId(session.scope, reading.customer.id);
    return NextResponse.json({ ...reading, newestAuditId }, NO_STORE);
  } catch (error) {
    return jsonFailure(error);
  }
}
