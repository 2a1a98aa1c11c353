/** Answers of the imitated API: bare JSON objects, and one error envelope of four fields. */
import { STATUS_CODES } from 'node:http';

export interface Answer {
  status: number;
  /** JSON text. */
  body: string;
  headers?: Readonly<Record<string, string>>;
  /** Whom the answer is about, for the journal. */
  customerId?: string;
}

export function ok(body: unknown, customerId?: string): Answer {
  return { status: 200, body: JSON.stringify(body), ...(customerId === undefined ? {} : { customerId }) };
}

export interface Refusal {
  status: number;
  /** A sentence a developer can act on. */
  detail: string;
  headers?: Readonly<Record<string, string>>;
}

/** `code` follows the only pattern ever seen: the HTTP reason phrase with underscores. */
export function refusal({ status, detail, headers }: Refusal, path: string): Answer {
  const code = (STATUS_CODES[status] ?? 'Error').replaceAll(' ', '_');
  return { status, body: JSON.stringify({ code, status, detail, instance: path }), ...(headers ? { headers } : {}) };
}
