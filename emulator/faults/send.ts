/** Sends a response, whole or corrupted by a fault. Works on node:http because faults need the socket. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiResponse, joinWireText, refusal } from '../api/api-response';
import { tooMany } from '../api/rate-limit';
import { corruptFields } from './corrupt-fields';
import type { Fault, RequestFaultName } from './registry';

const SLOW_STEPS_PER_SECOND = 4;
const CHUNK = Buffer.alloc(64 * 1024, 'x');

export type RequestFault = Fault<RequestFaultName>;

/** `answer`: this is sent instead of running the call. `silence`: nothing is sent, the call does not run. */
export type Early = { kind: 'answer'; answer: ApiResponse } | { kind: 'silence' } | { kind: 'reset' } | null;

/** What a fault does before the call has any effect. */
export function faultBefore(fault: RequestFault, path: string): Early {
  switch (fault.name) {
    case 'timeout_before':
      return { kind: 'silence' };
    case 'reset_before':
      return { kind: 'reset' };
    case 'status':
      return { kind: 'answer', answer: ordered(Number(fault.value), path) };
    case 'rate_limit':
      return { kind: 'answer', answer: tooMany(path, Number(fault.value), 'status') };
    case 'rate_limit_in_200':
      return { kind: 'answer', answer: tooMany(path, Number(fault.value), 'in_200') };
    default:
      return null;
  }
}

function ordered(status: number, path: string): ApiResponse {
  return refusal({ status, detail: `Status ${status} was ordered for this request` }, path);
}

/** Sends the response as the fault wants it; true when it was sent as JSON text, corrupted or not. */
export function sendFaulty(
  request: IncomingMessage,
  response: ServerResponse,
  answer: ApiResponse,
  fault: RequestFault,
  write: (answer: ApiResponse) => void,
): void {
  const path = (request.url ?? '').split('?')[0] ?? '';
  switch (fault.name) {
    case 'timeout_after':
      return;
    case 'reset_after':
      request.socket.resetAndDestroy();
      return;
    case 'status_after':
      write(ordered(Number(fault.value), path));
      return;
    case 'truncate':
      truncate(response, answer, offset(fault, answer));
      return;
    case 'short_json':
      write({ ...answer, body: joinWireText(answer.body.slice(0, offset(fault, answer))) });
      return;
    case 'html':
      response.writeHead(Number(fault.value ?? 200), { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Bad gateway</title><h1>A proxy answered instead of the API</h1>');
      return;
    case 'slow':
      drip(response, answer, Number(fault.value));
      return;
    case 'big':
      flood(response, answer.status, Number(fault.value));
      return;
    default:
      write({ ...answer, body: corruptFields(answer, fault) });
  }
}

function offset(fault: RequestFault, answer: ApiResponse): number {
  const length = answer.body.length;
  return fault.value === null ? Math.floor(length / 2) : Math.min(Number(fault.value), length);
}

/** Promises the whole body, sends a part and cuts the connection. */
function truncate(response: ServerResponse, answer: ApiResponse, bytes: number): void {
  const { body } = answer;
  response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': body.length });
  response.flushHeaders();
  response.write(body.slice(0, bytes), 'latin1', () => response.destroy());
}

function drip(response: ServerResponse, answer: ApiResponse, bytesPerSecond: number): void {
  const { body } = answer;
  response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': body.length });
  response.flushHeaders();
  const step = Math.max(1, Math.round(bytesPerSecond / SLOW_STEPS_PER_SECOND));
  let sent = 0;
  const timer = setInterval(
    () => {
      response.write(body.slice(sent, sent + step), 'latin1');
      sent += step;
      if (sent >= body.length) {
        clearInterval(timer);
        response.end();
      }
    },
    (step / bytesPerSecond) * 1000,
  );
  response.once('close', () => clearInterval(timer));
}

/** Valid JSON of about the wanted size, made while it is read, so that the emulator's own memory stays flat. */
function flood(response: ServerResponse, status: number, bytes: number): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.write('{"filler":"');
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      const isRoomLeft = response.write(CHUNK.subarray(0, Math.min(left, CHUNK.length)));
      left -= CHUNK.length;
      if (!isRoomLeft) return;
    }
    response.end('"}');
  };
  response.on('drain', more);
  more();
}
