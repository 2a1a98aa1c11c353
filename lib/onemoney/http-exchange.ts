/**
 * One HTTP request and its answer, nothing more: no retry, no signing, no meaning. It knows whether the request left,
 * it never follows a redirect, and it never holds more than the cap in memory.
 *
 * undici is used directly because Next replaces the global `fetch` with one that caches and follows redirects.
 */
import 'server-only';
import { Agent, type Dispatcher, request as undiciRequest } from 'undici';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Ends the exchange at any point. */
  readonly signal: AbortSignal;
}

export type HttpOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Lower-case names; of a repeated header the first value. */
      readonly header: (name: string) => string | null;
      /** Null when it was larger than the cap or, on an answer other than 2xx, broke off. */
      readonly body: Uint8Array | null;
    }
  | { readonly kind: 'not_sent' }
  | { readonly kind: 'lost' };

export interface HttpSettings {
  readonly connectTimeoutMs: number;
  readonly bodyCapBytes: number;
}

export interface HttpExchanger {
  exchange(request: HttpRequest): Promise<HttpOutcome>;
  /** Closes all connections; running exchanges end as lost. */
  close(): Promise<void>;
}

export function createHttpExchanger(settings: HttpSettings): HttpExchanger {
  const agent = new Agent({
    connect: { timeout: settings.connectTimeoutMs },
    // The caller's signal is the deadline; undici's own timers would only blur it.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Shorter than what servers allow: a request on a closing connection is lost, not refused.
    keepAliveTimeout: 4_000,
    maxHeaderSize: 32 * 1024,
  });
  return {
    exchange: (request) => exchange(agent, request, settings.bodyCapBytes),
    close: () => agent.destroy(),
  };
}

async function exchange(agent: Agent, request: HttpRequest, bodyCapBytes: number): Promise<HttpOutcome> {
  let isSent = false;
  // undici tells a handler when its request gets a connection, just before the first byte is written. That is the only
  // sure way to know that nothing was sent: error codes of a lost and of a refused connection overlap.
  const dispatcher = agent.compose((dispatch) => (options, handler) => {
    const watching: Dispatcher.DispatchHandler = {
      onRequestStart: (controller, context) => {
        isSent = true;
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
    };
    return dispatch(options, watching);
  });
  let response: Dispatcher.ResponseData;
  try {
    response = await undiciRequest(request.url, {
      dispatcher,
      method: request.method,
      headers: request.headers,
      body: request.body.length === 0 ? null : request.body,
      signal: request.signal,
    });
  } catch {
    return { kind: isSent ? 'lost' : 'not_sent' };
  }
  const { statusCode: status, headers } = response;
  const body = await readCapped(response.body, bodyCapBytes);
  if (body === 'broken' && status >= 200 && status < 300) return { kind: 'lost' };
  return { kind: 'answered', status, header: (name) => first(headers[name]), body: body === 'broken' ? null : body };
}

/** Null when the body is larger than the cap; the connection is dropped then, whatever was promised. */
async function readCapped(stream: Dispatcher.ResponseData['body'], cap: number): Promise<Uint8Array | null | 'broken'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) return 'broken';
      length += chunk.length;
      // Leaving the loop destroys the stream and with it the connection.
      if (length > cap) return null;
      chunks.push(chunk);
    }
  } catch {
    return 'broken';
  }
  return Buffer.concat(chunks);
}

function first(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
