/**
 * The imitated API, straight on node:http: signatures need the raw bytes, faults need the socket, and half the speed of a
 * bare server leaves no room for a framework. Order of a request: body, fault, credentials, rate limit, route, journal.
 * Pages and the control API live elsewhere; nothing here answers HTML.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultRegistry } from '../faults/registry';
import { faultBefore, type RequestFault, sendFaulty } from '../faults/send';
import type { AuthVerdict, Entity } from '../model';
import type { Settings } from '../settings-schema';
import type { Store } from '../store';
import { type ApiResponse, refusal } from './api-response';
import { authenticate } from './auth';
import { readBody } from './body';
import { type Call, refuse } from './call';
import { RateLimiter } from './rate-limit';
import { matchRoute, refuseRoute } from './routes';

const NO_BODY = Buffer.alloc(0);

export interface ApiOptions {
  store: Store;
  faults: FaultRegistry;
  settings: () => Settings;
  publicUrl: () => string;
}

interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  id: number;
  requestId: string;
  at: number;
  method: string;
  path: string;
  query: string;
  body: Buffer;
}

interface Outcome {
  answer: ApiResponse | null;
  verdict: AuthVerdict;
  entity: Entity | null;
}

export function isApiPath(url: string): boolean {
  return /^\/(v1|echo)(?=$|[/?])/.test(url);
}

export class Api {
  readonly limiter = new RateLimiter();
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const { journal, clock } = this.#options.store;
    const incoming: Incoming = {
      request,
      response,
      id: journal.takeId(),
      requestId: randomUUID(),
      at: clock.now(),
      method: request.method ?? 'GET',
      path: mark === -1 ? url : url.slice(0, mark),
      query: mark === -1 ? '' : url.slice(mark + 1),
      body: NO_BODY,
    };
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
    if (!hasBody) {
      this.#run(incoming);
      return;
    }
    readBody(request, (body) => {
      if (body === null) this.#finish(incoming, tooLarge(incoming.path));
      else this.#run({ ...incoming, body });
    });
  };

  #run(incoming: Incoming): void {
    const fault = this.#options.faults.takeForRequest(incoming.method, incoming.path);
    const early = fault && faultBefore(fault, incoming.path);
    if (fault === null || early === null) {
      this.#finish(incoming, this.#answerOrFail(incoming), fault);
      return;
    }
    const answer = early.kind === 'answer' ? early.answer : null;
    this.#record(incoming, { answer, verdict: 'not_checked', entity: null }, fault);
    if (early.kind === 'answer') this.#write(incoming, early.answer);
    if (early.kind === 'reset') incoming.request.socket.resetAndDestroy();
  }

  /** A bug or a full disk must not kill a process that others test against, nor may it look like success. */
  #answerOrFail(incoming: Incoming): Outcome & { answer: ApiResponse } {
    try {
      return this.#answer(incoming);
    } catch (error) {
      const detail = `The emulator failed: ${error instanceof Error ? error.message : 'unknown reason'}`;
      return { answer: refuse(incoming, 500, detail), verdict: 'not_checked', entity: null };
    }
  }

  #answer(incoming: Incoming): Outcome & { answer: ApiResponse } {
    const { store } = this.#options;
    const settings = this.#options.settings();
    const { method, path, query, body } = incoming;
    const { headers } = incoming.request;
    const date = headers['x-om-date'];
    const credentials = { authorization: headers.authorization, date: one(date), method, path, query, body };
    const auth = authenticate(credentials, settings, store.clock.signatureNow());
    if (auth.entity === null) {
      return { answer: refuse({ path }, 401, auth.detail), verdict: auth.verdict, entity: null };
    }
    const { entity, verdict } = auth;
    const limited =
      settings.rateLimit && this.limiter.check(entity.accessKey, path, settings.rateLimit, store.clock.now());
    if (limited !== null) return { answer: limited, verdict, entity };
    const match = matchRoute(method, path, settings);
    if (match === null) return { answer: refuseRoute(method, path), verdict, entity };
    if (match.isHosted && !settings.isHostedOnboardingEnabled) {
      return { answer: refuse({ path }, 403, 'Hosted onboarding is not enabled for this entity'), verdict, entity };
    }
    if (body.length > 0 && !isJson(headers['content-type'])) {
      return { answer: refuse({ path }, 415, 'Content-Type must be application/json'), verdict, entity };
    }
    const call: Call = {
      method,
      path,
      query,
      body,
      entity,
      store,
      settings,
      publicUrl: this.#options.publicUrl(),
      idempotencyKey: one(headers['idempotency-key']),
      externalId: one(headers['x-external-id']),
    };
    return { answer: match.handler(call, match.id), verdict, entity };
  }

  #finish(incoming: Incoming, outcome: Outcome & { answer: ApiResponse }, fault: RequestFault | null = null): void {
    this.#record(incoming, outcome, fault);
    if (fault === null) {
      this.#write(incoming, outcome.answer);
      return;
    }
    const write = (answer: ApiResponse): void => this.#write(incoming, answer);
    sendFaulty(incoming.request, incoming.response, outcome.answer, fault, write);
  }

  #write({ response, requestId, method }: Incoming, answer: ApiResponse): void {
    const { body } = answer;
    const settings = this.#options.settings();
    const isClockMoved = settings.clockSkewSeconds !== 0 || settings.doesClockMoveSignatures;
    const headers: Record<string, string | number> = {
      'content-type': 'application/json',
      'content-length': body.length,
      'cache-control': 'no-store',
      'x-request-id': requestId,
    };
    if (isClockMoved) headers.date = new Date(this.#options.store.clock.signatureNow()).toUTCString();
    response.writeHead(answer.status, answer.headers === undefined ? headers : { ...headers, ...answer.headers });
    if (method === 'HEAD') response.end();
    else response.end(body, 'latin1');
  }

  #record(incoming: Incoming, { answer, verdict, entity }: Outcome, fault: RequestFault | null): void {
    const { request, id, requestId, at, method, path, query, body } = incoming;
    this.#options.store.journal.add({
      id,
      requestId,
      at,
      method,
      path,
      query,
      body,
      headerNames: Object.keys(request.headers),
      idempotencyKey: one(request.headers['idempotency-key']) ?? null,
      auth: verdict,
      entityId: entity?.id ?? null,
      customerId: answer?.customerId ?? this.#customerInPath(path),
      fault: fault?.text ?? null,
      answer: answer && { status: answer.status, body: answer.body },
    });
  }

  /** So that refused and unanswered requests also show on the customer's page. */
  #customerInPath(path: string): string | null {
    const id = /^\/v1\/customers\/(?:hosted\/)?([^/]+)/.exec(path)?.[1];
    return id !== undefined && this.#options.store.getCustomer(id) !== null ? id : null;
  }
}

function tooLarge(path: string): Outcome & { answer: ApiResponse } {
  return {
    answer: refusal({ status: 413, detail: 'The body is larger than 1 MB' }, path),
    verdict: 'not_checked',
    entity: null,
  };
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(contentType);
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
