import { importTemplate } from '@/lib/features/imports/import-files';
import { respondWithFile } from '@/lib/platform/http/file-response';

export function GET(request: Request): Promise<Response> {
  return respondWithFile(request, {
    params: [],
    isHarmless: true,
    prepare: () => async () => ({
      name: 'customers-template.csv',
      type: 'text/csv; charset=utf-8; header=present',
      body: importTemplate(),
    }),
  });
}
