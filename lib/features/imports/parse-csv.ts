/** Reads delimited text record by record, whatever program wrote it; numbers records as a spreadsheet does. */
import 'server-only';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { RowCounter } from './count-rows.rules';
import {
  areLinesWrapped,
  DETECTED,
  type Delimiter,
  detectDelimiter,
  type FileFormat,
  readPreamble,
  unwrapLine,
} from './file-layout.rules';
import { detectEncoding, type Encoding, isWorkbook, withoutMark } from './file-text.rules';

export interface CsvRecord {
  /** The line of a spreadsheet, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

export type CsvProblem = 'workbook' | 'binary' | 'unclosed_quote' | 'record_too_large' | 'unreadable' | 'rows_missing';

/** Thrown while records are read; `number` is the record that cannot be. */
export class CsvRefused extends Error {
  override readonly name = 'CsvRefused';
  constructor(
    readonly problem: CsvProblem,
    readonly number: number,
  ) {
    super(problem);
  }
}

export interface CsvFile {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** All non-empty records of the file, or it throws `CsvRefused`. */
  records(): AsyncGenerator<CsvRecord, void, undefined>;
}

const CHUNK_BYTES = 65_536;
const SAMPLE_BYTES = 65_536;
/** Longer records come from a quotation mark that is never closed. */
const MAX_RECORD_CHARACTERS = 65_536;
const MAX_COLUMNS = 100;
/** Each of them ends a row: appended parts of a file often end their lines differently. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/** `chosen` goes before what the file says and looks like. */
export function openCsv(file: Uint8Array, chosen: FileFormat = DETECTED): CsvFile {
  const encoding = chosen.encoding ?? requireEncoding(file);
  if (isWorkbook(file)) throw new CsvRefused('workbook', 1);
  const bytes = withoutMark(file);
  const sample = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE_BYTES), { stream: true });
  const preamble = readPreamble(sample);
  const begin = sample.slice(preamble.length);
  const isWrapped = areLinesWrapped(begin);
  const looks = () =>
    detectDelimiter(
      isWrapped
        ? begin
            .split(/\r\n|\n|\r/)
            .map(unwrapLine)
            .join('\n')
        : begin,
    );
  const delimiter = chosen.delimiter ?? preamble.delimiter ?? looks();
  const text = () => {
    const rows = withoutFirst(decoded(bytes, encoding), preamble.length);
    return isWrapped ? unwrapped(rows) : rows;
  };
  return { encoding, delimiter, records: () => records(text(), delimiter) };
}

function requireEncoding(bytes: Uint8Array): Encoding {
  const kind = detectEncoding(bytes);
  if ('notText' in kind) throw new CsvRefused(kind.notText, 1);
  return kind.encoding;
}

async function* records(text: Iterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRecord, void, undefined> {
  const counter = new RowCounter(delimiter);
  const parser = parse({
    delimiter,
    record_delimiter: LINE_ENDS,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  // Its errors reach us through the iteration.
  pipeline(Readable.from(counted(text, counter)), parser, () => undefined);
  let number = 0;
  let rows = 0;
  try {
    for await (const record of parser) {
      number += 1;
      if (!isFilled(record)) continue;
      rows += 1;
      yield { number, cells: toCells(record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CsvRefused(toProblem(error), toRow(error));
  }
  if (counter.end() !== rows) throw new CsvRefused('rows_missing', 1);
}

function* decoded(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const text = decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Removes `length` characters, all of which are in the first piece. */
function* withoutFirst(text: Iterable<string>, length: number): Generator<string> {
  let left = length;
  for (const piece of text) {
    if (piece.length > left) yield piece.slice(left);
    left = 0;
  }
}

function* unwrapped(text: Iterable<string>): Generator<string> {
  let line = '';
  for (const piece of text) {
    const lines = `${line}${piece}`.split(/\r\n|\n|\r(?!$)/);
    line = lines.pop() ?? '';
    for (const each of lines) yield `${unwrapLine(each)}\n`;
    if (line.length <= MAX_RECORD_CHARACTERS) continue;
    yield line;
    line = '';
  }
  yield unwrapLine(line.replace(/\r$/, ''));
}

function* counted(text: Iterable<string>, counter: RowCounter): Generator<string> {
  for (const piece of text) {
    counter.add(piece);
    yield piece;
  }
}

function isFilled(record: readonly string[]): boolean {
  return record.some((cell) => cell.trim() !== '');
}

/** The database takes no NUL. */
function toCells(record: readonly string[]): readonly string[] {
  return record.slice(0, MAX_COLUMNS).map((cell) => cell.replaceAll('\0', '\uFFFD'));
}

/** The parser counts the records it has read; the one it stumbled over comes next. */
function toRow({ records }: CsvError): number {
  return typeof records === 'number' ? records + 1 : 1;
}

function toProblem({ code }: CsvError): CsvProblem {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'unclosed_quote';
  return code === 'CSV_MAX_RECORD_SIZE' ? 'record_too_large' : 'unreadable';
}
