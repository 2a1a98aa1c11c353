/**
 * HTTP as tests need it: any Host and Origin, no redirect followed, a connection that breaks is a result too.
 * On node:http, because `fetch` decides about headers by itself.
 */
import http from 'node:http';
import { HANG_MS } from './wait';

export interface HttpCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
  readonly agent?: http.Agent | undefined;
  /** For streams that never end: only their head is read. */
  readonly headOnly?: boolean | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  readonly ms: number;
}

/** Null when there was no complete response: refused, cut, or too late. */
export function tryHttp(url: string, call: HttpCall = {}): Promise<HttpResponse | null> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const request = http.request(url, {
      method: call.method ?? 'GET',
      headers: { ...call.headers, ...(call.body !== undefined && { 'content-length': Buffer.byteLength(call.body) }) },
      ...(call.agent && { agent: call.agent }),
    });
    const timer = setTimeout(() => request.destroy(), call.timeoutMs ?? HANG_MS);
    const end = (result: HttpResponse | null) => {
      clearTimeout(timer);
      resolve(result);
    };
    request.once('error', () => end(null));
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', () => end(null));
      const read = (): HttpResponse => ({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: Buffer.concat(chunks).toString('utf8'),
        ms: performance.now() - startedAt,
      });
      if (call.headOnly && String(response.headers['content-type']).startsWith('text/event-stream')) {
        end(read());
        request.destroy();
        return;
      }
      response.once('close', () => end(response.complete ? read() : null));
    });
    request.end(call.body);
  });
}

export async function http1(url: string, call: HttpCall = {}): Promise<HttpResponse> {
  const response = await tryHttp(url, call);
  if (response === null) throw new Error(`${call.method ?? 'GET'} ${url} got no response`);
  return response;
}

const BOUNDARY = 'a-boundary-that-occurs-nowhere-else';

/** A form with these fields, as a browser sends it. */
export function multipart(fields: Iterable<readonly [string, string]>): Pick<HttpCall, 'headers' | 'body'> {
  const parts = [...fields].map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${parts.join('')}--${BOUNDARY}--\r\n`,
  };
}

export interface EventStream {
  readonly status: number;
  /** Resolves when the other side ends the stream, true if it did so in order. */
  readonly ended: Promise<boolean>;
  /** Milliseconds of `performance.now()` at which each change of a customer was pushed. */
  readonly changes: { readonly customerId: string; readonly at: number }[];
  close(): void;
}

/** Opens a stream of server-sent events and notes each `change`. */
export function openEvents(url: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { headers: { ...headers, accept: 'text/event-stream' }, agent: false });
    request.once('error', reject);
    request.once('response', (response) => {
      const changes: { customerId: string; at: number }[] = [];
      let rest = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        const blocks = `${rest}${text}`.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const id = /^event: change\ndata: .*"customerId":"([^"]+)"/.exec(block)?.[1];
          if (id !== undefined) changes.push({ customerId: id, at: performance.now() });
        }
      });
      const ended = new Promise<boolean>((settle) => {
        response.once('error', () => settle(false));
        response.once('close', () => settle(response.complete));
      });
      request.off('error', reject).on('error', () => {});
      resolve({ status: response.statusCode ?? 0, ended, changes, close: () => request.destroy() });
    });
    request.end();
  });
}
