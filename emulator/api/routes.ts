/**
 * Which call goes where. Two generations of paths exist in public documents; a setting can leave only one of them, so that
 * clients can test their fallback. Every other path is refused in the error envelope, and says whether it is documented.
 */
import type { Settings } from '../settings-schema';
import { type ApiResponse, refusal } from './api-response';
import type { Handler } from './call';
import { createCustomer, findByIdempotencyKey, getCustomer, getHostedCustomer, listCustomers } from './customers';
import { getEcho, postEcho } from './echo';
import { createOnboardingGrant, createOnboardingLink } from './links';
import { createWebhook } from './webhooks';

type Generation = 'both' | 'newest' | 'legacy';

interface Route {
  method: string;
  /** `*` is one segment, given to the handler. */
  pattern: string;
  generation: Generation;
  handler: Handler;
  /** False where the hosted-onboarding feature need not be enabled for the entity. */
  isHosted: boolean;
}

/** Order matters: fixed names come before `*`. */
const ROUTES: readonly Route[] = [
  { method: 'GET', pattern: '/v1/customers', generation: 'both', handler: listCustomers, isHosted: false },
  {
    method: 'POST',
    pattern: '/v1/customers/lightweight',
    generation: 'newest',
    handler: createCustomer,
    isHosted: true,
  },
  {
    method: 'GET',
    pattern: '/v1/customers/lightweight',
    generation: 'newest',
    handler: findByIdempotencyKey,
    isHosted: true,
  },
  { method: 'POST', pattern: '/v1/customers/hosted', generation: 'legacy', handler: createCustomer, isHosted: true },
  {
    method: 'GET',
    pattern: '/v1/customers/hosted',
    generation: 'legacy',
    handler: findByIdempotencyKey,
    isHosted: true,
  },
  {
    method: 'GET',
    pattern: '/v1/customers/hosted/*',
    generation: 'legacy',
    handler: getHostedCustomer,
    isHosted: true,
  },
  {
    method: 'POST',
    pattern: '/v1/customers/onboarding/grants',
    generation: 'legacy',
    handler: createOnboardingGrant,
    isHosted: true,
  },
  {
    method: 'POST',
    pattern: '/v1/customers/*/onboarding_links',
    generation: 'newest',
    handler: createOnboardingLink,
    isHosted: true,
  },
  { method: 'GET', pattern: '/v1/customers/*', generation: 'newest', handler: getCustomer, isHosted: false },
  { method: 'POST', pattern: '/v1/webhooks', generation: 'both', handler: createWebhook, isHosted: false },
  { method: 'GET', pattern: '/echo', generation: 'both', handler: getEcho, isHosted: false },
  { method: 'POST', pattern: '/echo', generation: 'both', handler: postEcho, isHosted: false },
];

/** Documented elsewhere in the imitated API, named so that the refusal can say "not emulated" rather than "unknown". */
const DOCUMENTED_BEGINNINGS = [
  '/v1/customers',
  '/v1/individuals',
  '/v1/webhooks',
  '/v1/transactions',
  '/v1/withdrawals',
  '/v1/deposits',
  '/v1/conversions',
  '/v1/quotes',
  '/v1/assets',
  '/v1/recipients',
  '/v1/instructions',
  '/v1/rules',
  '/v1/fees',
] as const;

/** Fixed paths are looked up at once, by method and path; only paths with an id are compared piece by piece. */
const FIXED = new Map<string, Map<string, Route>>();
for (const route of ROUTES) {
  if (route.pattern.includes('*')) continue;
  const paths = FIXED.get(route.method) ?? new Map<string, Route>();
  FIXED.set(route.method, paths.set(route.pattern, route));
}
const WITH_ID = ROUTES.filter((route) => route.pattern.includes('*')).map((route) => {
  const [before = '', after = ''] = route.pattern.split('*');
  return { route, before, after };
});

export interface Match {
  handler: Handler;
  id: string;
  isHosted: boolean;
}

export function matchRoute(method: string, path: string, settings: Settings): Match | null {
  const fixed = FIXED.get(method)?.get(path);
  if (fixed !== undefined) return isServed(fixed, settings) ? { ...fixed, id: '' } : null;
  for (const { route, before, after } of WITH_ID) {
    if (route.method !== method || !path.startsWith(before) || !path.endsWith(after)) continue;
    const id = path.slice(before.length, path.length - after.length);
    if (id === '' || id.includes('/')) continue;
    return isServed(route, settings) ? { ...route, id } : null;
  }
  return null;
}

function isServed(route: Route, settings: Settings): boolean {
  return settings.paths === 'both' || route.generation === 'both' || route.generation === settings.paths;
}

export function refuseRoute(method: string, path: string): ApiResponse {
  const isDocumented = DOCUMENTED_BEGINNINGS.some(
    (beginning) => path === beginning || path.startsWith(`${beginning}/`),
  );
  const what = isDocumented ? 'is not emulated' : 'is not a known path and not emulated';
  return refusal({ status: 404, detail: `Route not found: ${method} ${path} ${what}` }, path);
}
