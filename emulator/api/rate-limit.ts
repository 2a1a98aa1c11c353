/** A token bucket per access key, on the emulator clock so that a test can let it recover without waiting. */
import type { Settings } from '../settings-schema';
import { type ApiResponse, refusal } from './api-response';

export class RateLimiter {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Null when the call may pass. */
  check(accessKey: string, path: string, limit: NonNullable<Settings['rateLimit']>, now: number): ApiResponse | null {
    const bucket = this.#buckets.get(accessKey) ?? { tokens: limit.burst, at: now };
    const elapsedSeconds = Math.max(0, now - bucket.at) / 1000;
    const tokens = Math.min(limit.burst, bucket.tokens + elapsedSeconds * limit.perSecond);
    const isAllowed = tokens >= 1;
    this.#buckets.set(accessKey, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
    return isAllowed ? null : tooMany(path, Math.ceil((1 - tokens) / limit.perSecond), limit.form);
  }

  clear(): void {
    this.#buckets.clear();
  }
}

/** Both forms seen in the official client: a real 429, and a 200 whose body says 429. */
export function tooMany(path: string, waitSeconds: number, form: 'status' | 'in_200'): ApiResponse {
  const answer = refusal({ status: 429, detail: `Rate limit exceeded. Retry after ${waitSeconds}s.` }, path);
  return form === 'in_200'
    ? { ...answer, status: 200 }
    : { ...answer, headers: { 'retry-after': String(waitSeconds) } };
}
