/**
 * The wrapper of every server action. Each action is a public endpoint, so the order is fixed: session, role, origin,
 * input, reauthentication, then the use case; every outcome becomes a state that keeps what was typed.
 */
import 'server-only';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { recordDenial } from '@/lib/platform/audit/record-denial';
import { isProven } from '@/lib/platform/auth/factors/confirm';
import { isOwnOrigin, type Origin, requestOrigin } from '@/lib/platform/auth/request-origin';
import type { StaffRole, StaffScope } from '@/lib/platform/auth/scope';
import { getSignedIn, hasRole } from '@/lib/platform/auth/session';
import { type AppError, ok, type Result } from '@/lib/result';
import type { ActionState } from './action-state';
import { errorText } from './error-text';
import { type FormValues, keepable, readFiles, readForm } from './read-form';
import { type ActionOutcome, follow, runSafely } from './run-action';

interface ActionContext {
  readonly scope: StaffScope;
  readonly origin: Origin;
  /** Uploads of the definition's `fileFields`, by field. */
  readonly files: ReadonlyMap<string, File>;
}

interface ActionDefinition<S extends z.ZodType> {
  /** For the log and the audit log. */
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly input: S;
  /** Fields that may hold a file; in every other one a file makes the form unusable. */
  readonly fileFields?: readonly string[];
  /** Fields that may occur more than once in the form; the input gets their values as lines of one text. */
  readonly listFields?: readonly string[];
  /** For sensitive actions: requires a reauthentication within the last ten minutes. */
  readonly needsReauth?: true;
  /** Open to people who still have to set up the second factor that their role needs. */
  readonly beforeFactor?: true;
  run(context: ActionContext, input: z.infer<S>): Promise<Result<ActionOutcome>>;
  /** Sentences more precise than the general ones, by error. */
  describe?(error: AppError): Partial<Extract<ActionState, { status: 'error' }>> | null;
}

const FACTOR_OWED = 'Your role needs a second factor. Reload the page to set one up; nothing was changed.';
const PROOF_NEEDED = 'It is more than ten minutes since you showed who you are, so nothing was changed yet.';

export type StaffAction = (previous: ActionState, formData: FormData) => Promise<ActionState>;

export function defineAction<S extends z.ZodType>(definition: ActionDefinition<S>): StaffAction {
  return async (_previous, formData) => {
    const values = readForm(formData, definition);
    const origin = await requestOrigin();
    const session = await runSafely(definition.name, async () => ok(await getSignedIn()));
    if (!session.ok) return refusal(session.error, values);
    const scope = session.value;
    if (!scope) return refusal({ kind: 'unauthenticated', retryable: false }, values, { isSignedOut: true });
    if (scope.needsFactor && !definition.beforeFactor)
      return refusal({ kind: 'forbidden', retryable: false }, values, { message: FACTOR_OWED });
    if (!hasRole(scope, definition.roles)) {
      await recordDenial(scope, { what: definition.name, customerId: values?.customerId, origin });
      return refusal({ kind: 'forbidden', retryable: false }, values);
    }
    if (!isOwnOrigin(await headers())) {
      await recordDenial(scope, { what: `${definition.name} from another site`, origin });
      return refusal({ kind: 'forbidden', retryable: false }, values);
    }
    const input = definition.input.safeParse(values);
    if (values === null || !input.success) return invalid(values, input.success ? undefined : input.error);

    if (definition.needsReauth && !isProven(scope))
      return refusal({ kind: 'forbidden', retryable: false }, values, {
        message: PROOF_NEEDED,
        needsReauthentication: true,
      });

    const files = readFiles(formData, definition.fileFields);
    const result = await runSafely(definition.name, () => definition.run({ scope, origin, files }, input.data));
    if (!result.ok) {
      // The page may be older than what the action has just learned. When the portal itself has failed, reloading would
      // fail too and lose what was typed.
      if (result.error.kind !== 'portal_unavailable') refresh();
      return refusal(result.error, values, definition.describe?.(result.error) ?? undefined);
    }
    return follow(result.value);
  };
}

function refusal(
  error: AppError,
  values: FormValues | null,
  more?: Partial<Extract<ActionState, { status: 'error' }>>,
): ActionState {
  const { title, text, whatToDo } = errorText(error);
  return {
    status: 'error',
    message: `${title}. ${text} ${whatToDo}`,
    fieldErrors: {},
    values: keepable(values ?? {}),
    referenceId: error.requestId,
    ...more,
  };
}

function invalid(values: FormValues | null, error: z.ZodError | undefined): ActionState {
  const fieldErrors: Record<string, string> = {};
  for (const issue of error?.issues ?? []) {
    const field = String(issue.path[0] ?? '');
    if (field !== '') fieldErrors[field] ??= issue.message;
  }
  const known = Object.keys(fieldErrors).length > 0;
  return {
    status: 'error',
    message: known
      ? 'Please check the form.'
      : 'This form cannot be used as it was sent. Reload the page and try again.',
    fieldErrors,
    values: keepable(values ?? {}),
  };
}
