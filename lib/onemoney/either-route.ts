/**
 * Upstream renamed its routes and keeps some old ones (1Money API notes, section 2.1). The newest is tried first; when
 * it is not there, the older one, and whichever answered is remembered for the life of the client.
 */
import 'server-only';
import type { ClientCore, RouteFamily } from './client-core';
import type { Failure } from './failure';
import { checkMissing, mayBeMissingRoute } from './route-missing';
import type { Call, Sent, UpstreamRequest } from './transport';

export interface EitherRoute<T> {
  readonly family: RouteFamily;
  /** Built only when needed, so that each can have its own idempotency key. */
  readonly newer: () => UpstreamRequest<T>;
  readonly older: () => UpstreamRequest<T>;
}

/** A 404 or 405 means that nothing was done, so trying the other route is safe for a write too. */
export async function sendEitherRoute<T>(core: ClientCore, routes: EitherRoute<T>, call: Call): Promise<Sent<T>> {
  const { family } = routes;
  const { olderRoutes } = core.memory;
  const isOlderFirst = olderRoutes.has(family);
  const [one, other] = isOlderFirst ? [routes.older, routes.newer] : [routes.newer, routes.older];
  const first = await core.send(one(), call);
  if (first.ok || !mayBeMissingRoute(first.failure)) return first;
  const second = await core.send(other(), call);
  // Neither is there: the first answer is the one to explain.
  if (!second.ok && mayBeMissingRoute(second.failure)) return first;
  if (second.ok || provesRoute(second.failure, first.failure)) {
    if (isOlderFirst) olderRoutes.delete(family);
    else olderRoutes.add(family);
    if (!isOlderFirst) core.tolerate(`older_route_${family}`);
  }
  return second;
}

/**
 * Whether a rejection by the second route shows that it exists while the first does not. 401, 403 and 429 may come from
 * a gateway before any routing. "No such customer" proves it only if the first response clearly was about the route.
 */
function provesRoute(second: Failure, first: Failure): boolean {
  if (second.kind !== 'refused') return false;
  if (checkMissing(second) === 'resource') return first.kind === 'refused' && checkMissing(first) === 'route';
  return [400, 409, 422].includes(second.httpStatus);
}
