/** The audit log as files: written line by line while it is read, so that its length costs no memory. */
import 'server-only';
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { log } from '@/lib/log';
import type { AuditItem } from '@/lib/platform/audit/audit-events';

const COLUMNS = [
  'at',
  'actorKind',
  'actorLabel',
  'act',
  'outcome',
  'customerId',
  'businessName',
  'address',
  'userAgent',
  'requestId',
  'details',
] as const satisfies readonly (keyof AuditItem)[];

/** Small pieces would each become a chunk of the answer. */
const CHUNK_CHARACTERS = 16_384;

/**
 * CSV with a header. Names and addresses come from outside, and a spreadsheet runs what begins with `= + - @`, a tab
 * or a line break: such texts are written after an apostrophe.
 */
export function toActivityCsv(items: AsyncIterable<AuditItem>): AsyncIterable<string> {
  const csv = stringify({ header: true, columns: [...COLUMNS], escape_formulas: true, record_delimiter: 'windows' });
  csv.setEncoding('utf8');
  pipeline(Readable.from(items), csv, (error) => {
    if (error) log.warn({ err: error }, 'an export of the activity ended early');
  });
  return csv;
}

/** A JSON array of the same lines, with the details as objects. */
export function toActivityJson(items: AsyncIterable<AuditItem>): AsyncGenerator<string, void, undefined> {
  return toJsonArray(items, COLUMNS);
}

/** A JSON array of objects with these members, written while it is read. */
export async function* toJsonArray<T extends object>(
  items: AsyncIterable<T>,
  members: readonly (keyof T & string)[],
): AsyncGenerator<string, void, undefined> {
  let waiting = '[';
  let separator = '\n';
  for await (const item of items) {
    waiting += separator + JSON.stringify(Object.fromEntries(members.map((name) => [name, item[name]])));
    separator = ',\n';
    if (waiting.length < CHUNK_CHARACTERS) continue;
    yield waiting;
    waiting = '';
  }
  yield `${waiting}\n]\n`;
}

/** For an answer. A reader who leaves ends the reading from the database too. */
export function toByteStream(texts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = texts[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
