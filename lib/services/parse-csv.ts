/** Reads delimited text record by record, whatever program wrote it; numbers records as a spreadsheet does. */
import 'server-only';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Delimiter, detectDelimiter, detectEncoding, type Encoding } from '@/lib/kyb/file-text';

export interface CsvRecord {
  /** The line of a spreadsheet, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

export type CsvProblem = 'workbook' | 'binary' | 'unclosed_quote' | 'record_too_large' | 'unreadable';

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
  /** Records with something in them. Throws `CsvRefused`. */
  records(): AsyncGenerator<CsvRecord, void, undefined>;
}

const CHUNK_BYTES = 65_536;
const SAMPLE_BYTES = 65_536;
/** Longer records come from a quotation mark that is never closed. */
const MAX_RECORD_CHARACTERS = 65_536;
const MAX_COLUMNS = 100;

export function openCsv(bytes: Uint8Array): CsvFile {
  const kind = detectEncoding(bytes);
  if ('notText' in kind) throw new CsvRefused(kind.notText, 1);
  const { encoding } = kind;
  const sample = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE_BYTES), { stream: true });
  const delimiter = detectDelimiter(sample);
  const isStated = /^sep=.\r?\n/i.test(sample);
  return { encoding, delimiter, records: () => records({ bytes, encoding, delimiter, isStated }) };
}

interface Opened {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** Whether the first line is not a record but names the delimiter, as Excel writes it. */
  readonly isStated: boolean;
}

async function* records({ bytes, encoding, delimiter, isStated }: Opened): AsyncGenerator<CsvRecord, void, undefined> {
  const parser = parse({
    delimiter,
    from_line: isStated ? 2 : 1,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  // Its errors reach us through the iteration.
  pipeline(Readable.from(decoded(bytes, encoding)), parser, () => undefined);
  let number = 0;
  try {
    for await (const record of parser) {
      number += 1;
      const cells = toCells(record);
      if (cells.some((cell) => cell.trim() !== '')) yield { number, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CsvRefused(toProblem(error), toRow(error));
  }
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
