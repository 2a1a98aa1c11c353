/** CSV for spreadsheets, written line by line while it is read, so that its length costs no memory. */
import 'server-only';
import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { log } from '@/lib/log';

/**
 * Names and addresses come from outside, and a spreadsheet runs what begins with `= + - @`, a tab or a line break:
 * such texts are written after an apostrophe. The byte order mark makes Excel read UTF-8.
 */
export function toCsv(lines: AsyncIterable<readonly string[]>): AsyncIterable<string> {
  const csv = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  csv.setEncoding('utf8');
  pipeline(Readable.from(lines), csv, (error) => {
    if (error) log.warn({ err: error }, 'a file ended early');
  });
  return csv;
}
