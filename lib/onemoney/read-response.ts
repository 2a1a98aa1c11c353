/** From a complete HTTP answer to a parsed value or a `Failure`. Pure. */
import { cleanDetail, cleanRequestId, cleanText } from './clean-text';
import type { Failure } from './failure';
import { longerHint, parseRetryAfter, parseRetryDetail } from './retry-after';
import { errorBodySchema, isErrorEnvelope, isThrottleBody } from './schemas';

export interface HttpResponse {
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** Null when it was too large or broke off. */
  readonly body: Uint8Array | null;
}

/** Returns null when the JSON is not what was asked for; gets `undefined` for a 204. */
export type ReadJson<T> = (json: unknown) => { readonly value: T } | null;

export type CustomerSnapshot<T> =
  | { readonly ok: true; readonly value: T; readonly httpStatus: number; readonly requestId: string | null }
  | { readonly ok: false; readonly failure: Failure };

export function readResponse<T>(response: HttpResponse, read: ReadJson<T>, nowMs: number): CustomerSnapshot<T> {
  const { status } = response;
  const requestId = cleanRequestId(response.header('x-request-id'));
  const json = status === 204 ? { value: undefined } : parseJson(response.body);
  const isSuccess = status >= 200 && status < 300;
  if (status === 429 || (isSuccess && json !== null && isThrottleBody(json.value)))
    return {
      ok: false,
      failure: { kind: 'throttled', retryAfterMs: readHint(response, json?.value, nowMs), requestId },
    };
  if (!isSuccess)
    return { ok: false, failure: { kind: 'refused', httpStatus: status, requestId, ...readRefusal(json) } };
  const value = json === null ? null : read(json.value);
  return value === null
    ? { ok: false, failure: { kind: 'unreadable', httpStatus: status, requestId } }
    : { ok: true, value: value.value, httpStatus: status, requestId };
}

/** The wrapper keeps a JSON `null` apart from unreadable bytes. */
function parseJson(body: Uint8Array | null): { readonly value: unknown } | null {
  if (body === null) return null;
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
  } catch {
    return null;
  }
}

function readHint(response: HttpResponse, json: unknown, nowMs: number): number | null {
  const body = errorBodySchema.safeParse(json);
  const detail = body.success ? body.data.detail : null;
  return longerHint(parseRetryAfter(response.header('retry-after'), nowMs), parseRetryDetail(detail));
}

/** Only 1Money's error object is quoted; a gateway's page is dropped, so that no markup is passed on. */
function readRefusal(json: { readonly value: unknown } | null) {
  const isEnvelope = json !== null && isErrorEnvelope(json.value);
  const body = errorBodySchema.safeParse(json?.value);
  if (!isEnvelope || !body.success) return { code: null, detail: null, instance: null, isEnvelope };
  return {
    code: cleanText(body.data.code, 100),
    detail: cleanDetail(body.data.detail) ?? null,
    instance: cleanText(body.data.instance, 200),
    isEnvelope,
  };
}
