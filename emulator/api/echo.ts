/** The connectivity check, without version prefix, behind the same credentials. */
import { toInstant } from '../store/instant';
import { type Answer, ok } from './answer';
import { echoBody, parseBody } from './bodies';
import { type Call, refuseBody } from './call';

export function getEcho(call: Call): Answer {
  return ok({ message: 'echo', timestamp: toInstant(call.store.clock.now()) });
}

export function postEcho(call: Call): Answer {
  const parsed = parseBody(echoBody, call.body);
  if ('problem' in parsed) return refuseBody(call, parsed.problem);
  return ok({ message: parsed.data.message, timestamp: toInstant(call.store.clock.now()) });
}
