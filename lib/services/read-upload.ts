/** Takes an uploaded file out of a form, byte by byte, and stops as soon as it is too large. */
import 'server-only';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import pLimit from 'p-limit';

export interface Upload {
  readonly bytes: Uint8Array;
  /** Null for pasted text. */
  readonly fileName: string | null;
}

export type UploadProblem = 'too_large' | 'malformed' | 'missing';

/** Room for the form around the file. */
const FORM_BYTES = 64 * 1024;

/** How many uploads a process holds in memory at a time; further ones wait with their bytes still on the wire. */
const atOnce = pLimit(3);

interface Sent {
  readonly contentType: string | null;
  readonly contentLength: string | null;
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * The upload in the field `file`, or the text in the field `text` where no file was chosen, handed to `use`. No more
 * than `capBytes` of it are ever held, and nothing is read of a request that says it is larger.
 */
export async function withUpload<T>(
  sent: Sent,
  capBytes: number,
  use: (upload: Upload | UploadProblem) => Promise<T>,
): Promise<T> {
  if (Number(sent.contentLength ?? 0) > capBytes + FORM_BYTES) return use('too_large');
  return atOnce(async () => use(await readUpload(sent, capBytes)));
}

async function readUpload(sent: Sent, capBytes: number): Promise<Upload | UploadProblem> {
  if (sent.body === null || !/^multipart\/form-data\b/i.test(sent.contentType ?? '')) return 'malformed';
  let file: Upload | null = null;
  let text: Upload | null = null;
  let problem: UploadProblem | null = null;
  const form = openForm(sent.contentType ?? '', capBytes);
  if (form === null) return 'malformed';
  // Web and Node describe the same stream by two types.
  const source = Readable.fromWeb(sent.body as NodeReadableStream<Uint8Array>);
  const refuse = (reason: UploadProblem) => {
    problem ??= reason;
    source.unpipe(form);
    source.destroy();
    form.destroy();
  };
  const ended = new Promise<void>((resolve) => {
    form.once('close', resolve).once('error', () => {
      problem ??= 'malformed';
      resolve();
    });
    source.once('error', () => refuse('malformed'));
  });
  form.on('file', (name, stream, info) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('limit', () => refuse('too_large'));
    stream.once('error', () => refuse('malformed'));
    stream.once('end', () => {
      if (name === 'file' && chunks.length > 0)
        file = { bytes: Buffer.concat(chunks), fileName: toFileName(info.filename) };
    });
  });
  form.on('field', (name, value, info) => {
    if (info.valueTruncated) refuse('too_large');
    else if (name === 'text' && value.trim() !== '') text = { bytes: Buffer.from(value, 'utf8'), fileName: null };
  });
  source.pipe(form);
  await ended;
  return problem ?? file ?? text ?? 'missing';
}

function openForm(contentType: string, capBytes: number): busboy.Busboy | null {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      // One byte more, so that a file of exactly the cap is not taken for a truncated one.
      limits: { fileSize: capBytes + 1, fieldSize: capBytes + 1, files: 1, fields: 10, parts: 12 },
    });
  } catch {
    return null;
  }
}

/** Shown to people only; no path, no controls, not long. */
function toFileName(name: string | undefined): string {
  const plain = (name ?? '').replace(/^.*[\\/]/, '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
  return plain.slice(0, 100) || 'file';
}
