import { getScope } from '@/lib/auth/session';
import { importTemplate } from '@/lib/services/import-files';
import { unauthenticated } from '../../../../api/json-answers';

/** The file to fill in. The same for everybody. */
export async function GET(): Promise<Response> {
  if (!(await getScope())) return unauthenticated();
  return new Response(importTemplate(), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': 'attachment; filename="customers-template.csv"',
      'Cache-Control': 'private, no-store',
    },
  });
}
