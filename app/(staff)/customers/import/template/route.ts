import { answerWithFile } from '@/app/api/file-answer';
import { importTemplate } from '@/lib/services/import-files';

/** The file to fill in. The same for everybody. */
export function GET(request: Request): Promise<Response> {
  return answerWithFile(request, {
    params: [],
    isHarmless: true,
    prepare: () => async () => ({
      name: 'customers-template.csv',
      type: 'text/csv; charset=utf-8; header=present',
      body: importTemplate(),
    }),
  });
}
