/** What a handler of the imitated API gets, and the short ways to answer. */
import type { Entity } from '../model';
import type { Settings } from '../settings-schema';
import type { Store } from '../store';
import { type ApiResponse, refusal } from './api-response';
import type { Parsed } from './bodies';

export interface Call {
  method: string;
  /** Without the query. */
  path: string;
  /** Raw, without the question mark. */
  query: string;
  body: Buffer;
  idempotencyKey: string | undefined;
  externalId: string | undefined;
  entity: Entity;
  store: Store;
  settings: Settings;
  publicUrl: string;
}

export type Handler = (call: Call, id: string) => ApiResponse;

export function refuse(call: { path: string }, status: number, detail: string): ApiResponse {
  return refusal({ status, detail }, call.path);
}

/** Malformed JSON is 400; a well-formed body that breaks a rule has a status of its own by setting. */
export function refuseBody(call: Call, problem: Extract<Parsed<never>, { problem: unknown }>['problem']): ApiResponse {
  return refuse(call, problem.isSyntax ? 400 : call.settings.validationStatus, problem.detail);
}

export function noSuchCustomer(call: { path: string }): ApiResponse {
  return refuse(call, 404, 'Customer not found');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
