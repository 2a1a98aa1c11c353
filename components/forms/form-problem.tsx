import type { Elements } from '@/components/ui/elements';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Reference } from '@/components/ui/reference';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { ReauthLink } from './reauth-link';

type ErrorState = Extract<ActionState, { status: 'error' }>;

interface FormProblemProps {
  /** Null if there is no error, or no longer. */
  readonly problem: ErrorState | null;
  /** By field name; each becomes a link to its field. */
  readonly fieldErrors?: ErrorState['fieldErrors'];
  /** The error takes the focus whenever this changes. */
  readonly formState: ActionState;
  readonly children?: Elements;
}

/**
 * Error above a staff form, with links to its fields, to sign-in and to reauthentication, and the reference for
 * support.
 */
export function FormProblem({ problem, fieldErrors = {}, formState, children }: FormProblemProps) {
  if (problem === null) return null;
  return (
    <ErrorSummary title={problem.message} fieldErrors={fieldErrors} formState={formState}>
      {children}
      {problem.duplicateOf && (
        <p>
          <a href={`/customers/${problem.duplicateOf.id}`} className="underline">
            {`Open ${problem.duplicateOf.name}`}
          </a>
        </p>
      )}
      {problem.needsReauthentication && <ReauthLink />}
      {problem.isSignedOut && (
        <p>
          <a href="/sign-in" className="underline">
            Sign in
          </a>
        </p>
      )}
      {problem.referenceId && (
        <p className="text-xs">
          <Reference id={problem.referenceId} />
        </p>
      )}
    </ErrorSummary>
  );
}
