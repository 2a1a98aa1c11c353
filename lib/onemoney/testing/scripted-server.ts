/**
 * A scripted upstream: each request takes the next step, the last step repeats. It keeps everything it received, to the
 * byte, and can break every rule of HTTP that matters.
 */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Step = (request: Received, response: ServerResponse) => void;

export interface ScriptedServer {
  readonly origin: string;
  readonly port: number;
  readonly received: Received[];
  /** Starts again with these steps and forgets earlier requests. */
  play(...steps: Step[]): void;
  close(): Promise<void>;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const received: Received[] = [];
  let script: Step[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('error', () => undefined);
    message.on('end', () => {
      const url = message.url ?? '';
      const { pathname, searchParams } = new URL(url, 'http://scripted');
      const request = {
        method: message.method ?? '',
        url,
        path: pathname,
        query: searchParams,
        headers: message.headers,
        body: Buffer.concat(chunks),
      };
      received.push(request);
      const step = script.length > 1 ? script.shift() : script[0];
      if (step === undefined) throw new Error(`Nothing scripted for ${request.method} ${url}`);
      step(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    received,
    play: (...steps) => {
      script = steps;
      received.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Step {
  return text(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

export function text(status: number, body: string | Uint8Array, headers: Record<string, string> = {}): Step {
  return (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
}

/** 1Money's error object. */
export function refusal(status: number, detail?: string, headers: Record<string, string> = {}): Step {
  return (request, response) =>
    json(status, { code: `Code_${status}`, status, detail, instance: request.path }, headers)(request, response);
}

/** Cuts the connection without an answer. */
export const reset: Step = (_request, response) => {
  response.socket?.resetAndDestroy();
};

/** Writes these bytes to the socket, as they are, and closes or cuts it. */
export function raw(bytes: string | Uint8Array, ending: 'close' | 'reset' = 'close'): Step {
  return (_request, response) => {
    response.socket?.write(bytes, () => {
      if (ending === 'close') response.socket?.end();
      else response.socket?.resetAndDestroy();
    });
  };
}

/** Sends `bytes`, never the rest, and then runs `meanwhile`, in which a test moves the clock. */
export function stall(bytes: string, meanwhile: () => void): Step {
  return (_request, response) => {
    if (bytes === '') setImmediate(meanwhile);
    else response.socket?.write(bytes, () => setImmediate(meanwhile));
  };
}
