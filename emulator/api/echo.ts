/** The connectivity check, without version prefix, behind the same credentials. */
import { toInstant } from '../store/instant';
import { type ApiResponse, ok } from './api-response';
import { echoBody, parseBody } from './bodies';
import { type Call, refuseBody } from './call';

export function getEcho(call: Call): ApiResponse {
  return ok({ message: 'echo', timestamp: toInstant(call.store.clock.now()) });
}

export function postEcho(call: Call): ApiResponse {
  const parsed = parseBody(echoBody, call.body);
  if ('problem' in parsed) return refuseBody(call, parsed.problem);
  return ok({ message: parsed.data.message, timestamp: toInstant(call.store.clock.now()) });
}
