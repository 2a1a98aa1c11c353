/**
 * Faults that tests order: which requests or webhook deliveries, what goes wrong, how often.
 * Each match uses one up; the first ordered that matches wins.
 */
import { z } from 'zod';

const seconds = z.coerce.number().nonnegative();
const REQUEST_FAULTS = {
  timeout_before: null,
  timeout_after: null,
  reset_before: null,
  reset_after: null,
  status: z.coerce.number().int().min(200).max(599),
  status_after: z.coerce.number().int().min(200).max(599),
  rate_limit: seconds,
  rate_limit_in_200: seconds,
  truncate: z.coerce.number().int().nonnegative().optional(),
  short_json: z.coerce.number().int().nonnegative().optional(),
  html: z.coerce.number().int().min(200).max(599).optional(),
  slow: z.coerce.number().positive(),
  big: z.coerce.number().int().positive(),
  unknown_status: z.string().optional(),
  missing_field: z.string().optional(),
  retype_field: z.string().optional(),
  extra_field: z.string().optional(),
} as const;
const WEBHOOK_FAULTS = {
  webhook_drop: null,
  webhook_duplicate: z.coerce.number().int().min(1).max(1000).optional(),
  webhook_shuffle: null,
  webhook_forge: null,
  webhook_replay: seconds.optional(),
} as const;

export type RequestFaultName = keyof typeof REQUEST_FAULTS;
export type WebhookFaultName = keyof typeof WEBHOOK_FAULTS;

export interface Fault<Name extends string = RequestFaultName | WebhookFaultName> {
  name: Name;
  /** The part after the colon, already checked; null if there is none. */
  value: string | null;
  text: string;
}

const ALL_FAULTS: Readonly<Record<string, z.ZodType | null>> = { ...REQUEST_FAULTS, ...WEBHOOK_FAULTS };

function isRequestFault(fault: Fault): fault is Fault<RequestFaultName> {
  return Object.hasOwn(REQUEST_FAULTS, fault.name);
}

function isWebhookFault(fault: Fault): fault is Fault<WebhookFaultName> {
  return Object.hasOwn(WEBHOOK_FAULTS, fault.name);
}

function isFaultName(name: string): name is RequestFaultName | WebhookFaultName {
  return Object.hasOwn(ALL_FAULTS, name);
}

/** Null when the text names no fault or its value is unusable. */
function parseFault(text: string): Fault | null {
  const colon = text.indexOf(':');
  const name = colon === -1 ? text : text.slice(0, colon);
  const value = colon === -1 ? null : text.slice(colon + 1);
  if (!isFaultName(name)) return null;
  const schema = ALL_FAULTS[name];
  const isUsable = schema == null ? value === null : schema.safeParse(value ?? undefined).success && value !== '';
  return isUsable ? { name, value, text } : null;
}

export const faultOrderSchema = z.strictObject({
  match: z
    .strictObject({
      method: z.string().optional(),
      /** A beginning (`/v1/customers`), a whole path with `*` for anything (`/v1/customers/*`), or `regex:…`. */
      path: z.string().refine(isPathPattern, 'is not a valid regular expression').optional(),
      /** For webhook faults: the event name, and the customer it is about. */
      event: z.string().optional(),
      customer_id: z.string().optional(),
    })
    .default({}),
  fault: z.string().transform((text, context) => {
    const fault = parseFault(text);
    if (fault === null)
      context.addIssue({
        code: 'custom',
        message: `unknown fault or value; known: ${Object.keys(ALL_FAULTS).join(', ')}`,
      });
    return fault ?? z.NEVER;
  }),
  times: z.number().int().positive().default(1),
  /** How many matches pass untouched before the first fault. */
  skip: z.number().int().nonnegative().default(0),
});
export type FaultOrder = z.output<typeof faultOrderSchema>;

interface Standing extends FaultOrder {
  id: number;
  used: number;
}

/** A fault as it was ordered, and how often it has struck. */
export type StandingFault = Omit<Standing, 'fault'> & { fault: string };

export class FaultRegistry {
  #standing: Standing[] = [];
  #count = 0;

  add(order: FaultOrder): number {
    this.#count += 1;
    this.#standing.push({ ...order, id: this.#count, used: 0 });
    return this.#count;
  }

  takeForRequest(method: string, path: string): Fault<RequestFaultName> | null {
    if (this.#standing.length === 0) return null;
    return this.#take(isRequestFault, ({ match }) => {
      const isMethod = match.method === undefined || match.method.toUpperCase() === method;
      return isMethod && (match.path === undefined || matchesPath(match.path, path));
    });
  }

  takeForWebhook(event: string, customerId: string): Fault<WebhookFaultName> | null {
    return this.#take(isWebhookFault, ({ match }) => {
      const isEvent = match.event === undefined || match.event === event;
      return isEvent && (match.customer_id === undefined || match.customer_id === customerId);
    });
  }

  list(): StandingFault[] {
    return this.#standing.map(({ id, match, fault, times, skip, used }) => ({
      id,
      match,
      fault: fault.text,
      times,
      skip,
      used,
    }));
  }

  remove(id: number): boolean {
    const before = this.#standing.length;
    this.#standing = this.#standing.filter((standing) => standing.id !== id);
    return this.#standing.length < before;
  }

  clear(): void {
    this.#standing = [];
  }

  #take<Kind extends Fault>(
    isKind: (fault: Fault) => fault is Kind,
    matches: (order: FaultOrder) => boolean,
  ): Kind | null {
    for (const standing of this.#standing) {
      const { fault } = standing;
      if (!isKind(fault) || !matches(standing)) continue;
      if (standing.skip > 0) {
        standing.skip -= 1;
        continue;
      }
      standing.used += 1;
      if (standing.used >= standing.times) this.remove(standing.id);
      return fault;
    }
    return null;
  }
}

function isPathPattern(pattern: string): boolean {
  if (!pattern.startsWith('regex:')) return true;
  try {
    new RegExp(pattern.slice('regex:'.length));
    return true;
  } catch {
    return false;
  }
}

function matchesPath(pattern: string, path: string): boolean {
  if (pattern.startsWith('regex:')) return new RegExp(pattern.slice('regex:'.length)).test(path);
  if (!pattern.includes('*')) return path.startsWith(pattern);
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}
