/** The document of made-up customers: one small PDF for all of them, so that a hundred thousand need no space. */
import { hash } from 'node:crypto';

const PREFIX = 'sample-';

export const SAMPLE_PDF = Buffer.from(
  [
    '%PDF-1.4',
    '1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj',
    '2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj',
    '3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj',
    '4 0 obj <</Length 61>> stream',
    'BT /F 14 Tf 20 50 Td (Made-up document of the emulator) Tj ET',
    'endstream endobj',
    '5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj',
    'trailer <</Root 1 0 R>>',
    '%%EOF',
  ].join('\n'),
);

const FACTS = {
  contentType: 'application/pdf',
  sizeBytes: SAMPLE_PDF.length,
  sha256: hash('sha256', SAMPLE_PDF),
} as const;

/** What an upload record says about it; `id` makes it one's own. */
export function sampleFile(id: string): { id: string; contentType: string; sizeBytes: number; sha256: string } {
  return { id: `${PREFIX}${id}`, ...FACTS };
}

/** Null when the id is not one of a sample. */
export function readSampleFile(id: string): Buffer | null {
  return id.startsWith(PREFIX) ? SAMPLE_PDF : null;
}
