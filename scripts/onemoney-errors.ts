/** What the command line says when 1Money does not do as asked: what failed, why, what to do; and the exit code. */
import { type AppError, assertNever } from '@/lib/result';

export const EXIT = { done: 0, environment: 1, usage: 2, unavailable: 3, refused: 4, unknown: 5 } as const;

export interface Explanation {
  readonly text: string;
  readonly code: number;
}

export function explainError(error: AppError, baseUrl: string): Explanation {
  const { what, todo, code } = describe(error, baseUrl);
  const detail = error.detail === undefined ? '' : `1Money says: ${error.detail}\n`;
  const requestId = error.requestId === undefined ? '' : `Request id for 1Money's support: ${error.requestId}\n`;
  return { text: `${what}\n${detail}${todo}\n${requestId}`, code };
}

function describe(error: AppError, baseUrl: string): { what: string; todo: string; code: number } {
  switch (error.kind) {
    case 'upstream_unavailable':
      return describeUnavailable(error, baseUrl);
    case 'rate_limited':
      return {
        what: '1Money is busy: the request limit of these keys is used up.',
        todo: `Try again in ${Math.ceil(error.retryAfterMs / 1000)} s.`,
        code: EXIT.unavailable,
      };
    case 'not_found':
      return { what: '1Money has no such customer.', todo: 'Check the id; "list" shows all.', code: EXIT.refused };
    case 'upstream_rejected': {
      const fields = Object.entries(error.fields ?? {}).map(([field, reason]) => `${field} (${reason})`);
      const about = fields.length > 0 ? ` because of ${fields.join(', ')}` : '';
      return {
        what: `1Money refused with HTTP ${error.httpStatus}${about}.`,
        todo: 'Nothing was changed.',
        code: EXIT.refused,
      };
    }
    case 'conflict':
      return {
        what: '1Money has seen this idempotency key before.',
        todo: 'Look the customer up with "find KEY" before using another key.',
        code: EXIT.refused,
      };
    case 'outcome_unknown':
      return {
        what: 'The request was sent, but nobody knows whether 1Money carried it out.',
        todo: 'For a customer: "find KEY", then "create" again with the same --key. A link that nobody uses expires.',
        code: EXIT.unknown,
      };
    case 'unexpected_response':
      return {
        what: `${baseUrl} answered with HTTP ${error.httpStatus}, but not in a way this client understands.`,
        todo: 'Check that ONEMONEY_BASE_URL names the API itself, and ONEMONEY_LINK_HOSTS the host of the links.',
        code: EXIT.unavailable,
      };
    case 'invalid_input':
      return {
        what: `This is not something 1Money could know: ${Object.keys(error.fields ?? {}).join(', ')}.`,
        todo: 'Ids have 1-64 letters, digits, "-" and "_"; idempotency keys are UUIDs.',
        code: EXIT.usage,
      };
    default:
      // The portal's own kinds; the client never returns them.
      return { what: `Failed: ${error.kind}.`, todo: '', code: EXIT.refused };
  }
}

type Unavailable = Extract<AppError, { kind: 'upstream_unavailable' }>;

function describeUnavailable({ reason, httpStatus }: Unavailable, baseUrl: string) {
  const code = EXIT.unavailable;
  switch (reason) {
    case 'credentials':
      return {
        what: `${baseUrl} does not accept these credentials.`,
        todo: 'Check ONEMONEY_ACCESS_KEY, ONEMONEY_SECRET_KEY, ONEMONEY_AUTH, and that they belong to this environment.',
        code: EXIT.refused,
      };
    case 'network':
      return { what: `${baseUrl} cannot be reached.`, todo: 'Check ONEMONEY_BASE_URL and the network.', code };
    case 'timeout':
      return {
        what: `${baseUrl} did not answer in time.`,
        todo: 'Try again; ONEMONEY_TIMEOUT_MS sets the time.',
        code,
      };
    case 'http':
      return { what: `${baseUrl} is in trouble (HTTP ${httpStatus ?? '?'}).`, todo: 'Try again later.', code };
    case 'breaker':
      return { what: `${baseUrl} has failed several times in a row.`, todo: 'Try again in half a minute.', code };
    default:
      return assertNever(reason);
  }
}
