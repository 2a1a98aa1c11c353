/** A signing client for tests: the emulator is only ever talked to over HTTP. */
import { randomUUID } from 'node:crypto';
import { parseSecret } from '../api/secret';
import { toSignature, toTimestamp } from '../api/signing';
import { DEFAULT_ENTITIES } from '../settings-schema';

export interface KeyPair {
  accessKey: string;
  secretKey: string;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON, or null when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  json: any;
}

export interface SendOptions {
  body?: unknown;
  headers?: Record<string, string>;
  keys?: KeyPair;
  at?: number;
}

const [firstEntity, secondEntity] = DEFAULT_ENTITIES;
if (firstEntity === undefined || secondEntity === undefined) throw new Error('two entities are built in');
export const FIRST: KeyPair = firstEntity;
export const SECOND: KeyPair = secondEntity;

/** Text is sent as it is, everything else as JSON. */
export async function send(base: string, method: string, target: string, options: SendOptions = {}): Promise<Reply> {
  const { keys = FIRST, at = Date.now() } = options;
  const body =
    options.body === undefined ? '' : typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
  const path = target.split('?')[0] ?? target;
  const timestamp = toTimestamp(at);
  const secret = parseSecret(keys.secretKey) ?? Buffer.alloc(0);
  const signature = toSignature(
    { accessKey: keys.accessKey, timestamp, method, path, body: Buffer.from(body) },
    secret,
  );
  const headers: Record<string, string> = {
    authorization: `OneMoney-HMAC-SHA256 ${keys.accessKey}:${timestamp}:${signature}`,
    'x-om-date': timestamp,
    ...(body === '' ? {} : { 'content-type': 'application/json' }),
    ...options.headers,
  };
  return plain(base, method, target, { headers, ...(body === '' ? {} : { body }) });
}

/** Without credentials of its own. */
export async function plain(base: string, method: string, target: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(`${base}${target}`, { redirect: 'manual', ...init, method });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

/** The control API. */
export function control(base: string, method: string, target: string, body?: unknown): Promise<Reply> {
  return plain(base, method, `/__emulator${target}`, body === undefined ? {} : { body: JSON.stringify(body) });
}

let count = 0;

export function createBody(change: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return {
    email: `ops.${count}@acme.example`,
    first_name: 'Zoë',
    last_name: 'Kim',
    company_name: 'Acme Ltd',
    customer_type: 'Business',
    ...change,
  };
}

export function create(base: string, change: Record<string, unknown> = {}, options: SendOptions = {}): Promise<Reply> {
  const headers = { 'idempotency-key': randomUUID(), ...options.headers };
  return send(base, 'POST', '/v1/customers/lightweight', { ...options, headers, body: createBody(change) });
}

/** A new customer's id. */
export async function createdId(base: string, options: SendOptions = {}): Promise<string> {
  const { json } = await create(base, {}, options);
  return json.customer_id;
}

export function link(base: string, id: string, body: unknown = {}, options: SendOptions = {}): Promise<Reply> {
  return send(base, 'POST', `/v1/customers/${id}/onboarding_links`, { ...options, body });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
