/** Takes an uploaded file out of a form, byte by byte, and stops as soon as it is too large. */
import 'server-only';
import busboy from 'busboy';
import pLimit from 'p-limit';
import { replaceHidden } from '@/lib/hidden-characters';

export interface Upload {
  readonly bytes: Uint8Array;
  /** Null for pasted text. */
  readonly fileName: string | null;
  /** What else the form said. */
  readonly fields: Readonly<Record<string, string>>;
}

export type UploadProblem = 'too_large' | 'malformed' | 'missing' | 'both';

/** Room for the form around the file. */
const FORM_BYTES = 64 * 1024;

/** How many uploads a process holds in memory at a time; others wait with their bytes still on the wire. */
const atOnce = pLimit(3);

interface Sent {
  readonly contentType: string | null;
  readonly contentLength: string | null;
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * Passes the upload in the field `file`, or the text in the field `text`, to `use`: only one of them, because the other
 * would be lost. Never holds more than `capBytes`, and reads nothing of a request that announces more.
 */
export async function withUpload<T>(
  sent: Sent,
  capBytes: number,
  use: (upload: Upload | UploadProblem) => Promise<T>,
): Promise<T> {
  if (Number(sent.contentLength ?? 0) > capBytes + FORM_BYTES) return use('too_large');
  return atOnce(async () => use(await readUpload(sent, capBytes)));
}

type Found = Omit<Upload, 'fields'>;

async function readUpload(sent: Sent, capBytes: number): Promise<Upload | UploadProblem> {
  const form = sent.body && openForm(sent.contentType ?? '', capBytes);
  if (!sent.body || !form) return 'malformed';
  const found: { file?: Found; text?: Found; problem?: UploadProblem } = {};
  const fields = new Map<string, string>();
  form.on('file', (name, stream, info) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('limit', () => {
      found.problem ??= 'too_large';
    });
    stream.once('error', () => {
      found.problem ??= 'malformed';
    });
    stream.once('end', () => {
      if (name === 'file' && chunks.length > 0)
        found.file = { bytes: Buffer.concat(chunks), fileName: toFileName(info.filename) };
    });
  });
  form.on('field', (name, value, info) => {
    if (info.valueTruncated) found.problem ??= 'too_large';
    else if (name !== 'text') fields.set(name, value);
    else if (value.trim() !== '') found.text = { bytes: Buffer.from(value), fileName: null };
  });
  const ended = new Promise<void>((resolve) => {
    form.once('close', resolve).once('error', () => {
      found.problem ??= 'malformed';
      resolve();
    });
  });
  // The parser must not be destroyed from its own events, so it is fed by hand and left alone once it has a problem.
  let size = 0;
  try {
    for await (const chunk of sent.body) {
      size += chunk.byteLength;
      if (size > capBytes + FORM_BYTES) return 'too_large';
      if (!form.write(chunk)) await Promise.race([new Promise((resolve) => form.once('drain', resolve)), ended]);
      if (found.problem) return found.problem;
    }
  } catch {
    // The sender has gone, or its connection broke.
    return 'malformed';
  }
  form.end();
  await ended;
  const { problem, file, text } = found;
  if (problem) return problem;
  if (file && text) return 'both';
  const sole = file ?? text;
  return sole ? { ...sole, fields: Object.fromEntries(fields) } : 'missing';
}

function openForm(contentType: string, capBytes: number): busboy.Busboy | null {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      // One byte more, so that a file of exactly the cap does not look truncated.
      limits: { fileSize: capBytes + 1, fieldSize: capBytes + 1, files: 1, fields: 10, parts: 12 },
    });
  } catch {
    return null;
  }
}

/** Shown to people only; no path, no controls, not long. */
function toFileName(name: string | undefined): string {
  const plain = replaceHidden((name ?? '').replace(/^.*[\\/]/, ''), () => '');
  return plain.slice(0, 100) || 'file';
}
