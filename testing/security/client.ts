/** HTTP as an attacker speaks it: any cookie, Host and Origin, no redirect followed, forms put together by hand. */
import http from 'node:http';
import https from 'node:https';
import { inject } from 'vitest';
import type { SecurityPortal } from './fixtures';

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string | undefined;
  /** Replaces what a browser on one of our own pages would send; null leaves it out. */
  readonly origin?: string | null;
  readonly body?: string | Uint8Array;
  /** Marks the request in the audit log. */
  readonly tag?: string;
  /** For streams that never end: only their head is read. */
  readonly headOnly?: boolean;
  /** Another portal than the one that all files share, or a proxy in front of it. */
  readonly to?: string;
  /** The authority to trust, where `to` has TLS. */
  readonly ca?: string;
  readonly agent?: http.Agent;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  readonly ms: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
let sent = 0;

export const portal = (): SecurityPortal => inject('portal');

/** An address in a network of its own: rate limits by address are not tested here. */
function ownAddress(): string {
  sent += 1;
  const groups = [process.pid >> 16, process.pid & 0xffff, sent].map((group) => group.toString(16));
  return `2001:${groups.join(':')}::1`;
}

/** As Next's router asks: it sends on to an address of its own, which caches tell from that of the document. */
export async function sendAsRouter(path: string, call: Call): Promise<Answer> {
  const reply = await send(path, call);
  const { location } = reply.headers;
  return location?.includes('_rsc') ? send(location, call) : reply;
}

export function send(path: string, call: Call = {}): Promise<Answer> {
  const { url, appUrl } = portal();
  const base = call.to ?? url;
  const method = call.method ?? 'GET';
  const origin = call.origin === undefined && method !== 'GET' && method !== 'HEAD' ? appUrl : call.origin;
  const headers: Record<string, string> = {
    host: new URL(appUrl).host,
    'x-forwarded-proto': 'https',
    'x-forwarded-for': ownAddress(),
    'user-agent': call.tag ?? 'security test',
    ...(origin && { origin }),
    ...(call.cookie && { cookie: call.cookie }),
    ...(call.body !== undefined && { 'content-length': String(Buffer.byteLength(call.body)) }),
    ...call.headers,
  };
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const request = base.startsWith('https:')
      ? https.request(`${base}${path}`, { method, headers, ca: call.ca, servername: 'localhost' })
      : http.request(`${base}${path}`, { method, headers, agent: call.agent ?? agent });
    request.setTimeout(30_000, () => request.destroy(new Error(`${method} ${path} got no answer in time`)));
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      const end = () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
          ms: performance.now() - startedAt,
        });
      if (call.headOnly && String(response.headers['content-type']).startsWith('text/event-stream')) {
        end();
        request.destroy();
        return;
      }
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', end);
      response.once('error', reject);
    });
    request.end(call.body);
  });
}

export type Fields = Readonly<Record<string, string>>;

const BOUNDARY = 'a-boundary-that-occurs-nowhere-else';

export function multipart(fields: readonly (readonly [string, string])[]): Pick<Call, 'headers' | 'body'> {
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${parts.join('')}--${BOUNDARY}--\r\n`,
  };
}

/** How an action takes its arguments: a form's state and the form, or the form alone. */
export type ActionArguments = 'state' | 'form';

/** What a browser without scripts sends when it submits the form of an action. */
export function plainForm(id: string, args: ActionArguments, fields: Fields): Call {
  const action =
    args === 'form'
      ? { [`$ACTION_ID_${id}`]: '' }
      : {
          $ACTION_REF_1: '',
          '$ACTION_1:0': JSON.stringify({ id, bound: '$@1' }),
          '$ACTION_1:1': JSON.stringify([{ status: 'idle' }]),
          $ACTION_KEY: 'k0',
        };
  return { method: 'POST', ...multipart(Object.entries({ ...action, ...fields })) };
}

/** What React sends when it calls the action of a form. */
export function fetchForm(id: string, args: ActionArguments, fields: Fields): Call {
  const entries = Object.entries(fields).map(([name, value]) => [`_1_${name}`, value] as const);
  const root = args === 'form' ? ['$K1'] : [{ status: 'idle' }, '$K1'];
  // The arguments come last: what they refer to is read when they are.
  const { headers, body } = multipart([...entries, ['0', JSON.stringify(root)]]);
  return {
    method: 'POST',
    headers: { ...headers, 'next-action': id, accept: 'text/x-component' },
    ...(body && { body }),
  };
}

export const withHeaders = (call: Call, more: Readonly<Record<string, string>>): Call => ({
  ...call,
  headers: { ...call.headers, ...more },
});

/** Cookies that an answer sets, as the next request would send them. */
export function cookiesOf({ headers }: Answer): string {
  return (headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '').join('; ');
}

/** Runs everything, a few at a time, so that one core is left for the portal. */
export async function inTurn<T, R>(items: readonly T[], run: (item: T) => Promise<R>, width = 6): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await run(items[index] as T);
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}
