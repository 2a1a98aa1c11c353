/** Answers of the imitated API: bare JSON objects, and one error envelope of four fields. */
import { STATUS_CODES } from 'node:http';

/**
 * The UTF-8 bytes of a JSON text, one character a byte. Such strings are joined cheaply and leave in one write together with
 * the headers, where a Buffer would need a second one and a normal string would be encoded again for every answer.
 */
export type WireText = string & { readonly isWireText: unique symbol };

export interface ApiResponse {
  status: number;
  body: WireText;
  headers?: Readonly<Record<string, string>>;
  /** The customer the response is about, for the journal. */
  customerId?: string;
}

export function toWireText(body: unknown): WireText {
  return joinWireText(Buffer.from(JSON.stringify(body)).toString('latin1'));
}

/** For texts put together from wire texts and plain ASCII. */
export function joinWireText(text: string): WireText {
  return text as WireText;
}

export function fromWireText(text: WireText): string {
  return Buffer.from(text, 'latin1').toString();
}

export function ok(body: unknown): ApiResponse {
  return { status: 200, body: toWireText(body) };
}

export interface Refusal {
  status: number;
  /** A sentence a developer can act on. */
  detail: string;
  headers?: Readonly<Record<string, string>>;
}

/** `code` follows the only pattern ever seen: the HTTP reason phrase with underscores. */
export function refusal({ status, detail, headers }: Refusal, path: string): ApiResponse {
  const code = (STATUS_CODES[status] ?? 'Error').replaceAll(' ', '_');
  return { status, body: toWireText({ code, status, detail, instance: path }), ...(headers ? { headers } : {}) };
}
