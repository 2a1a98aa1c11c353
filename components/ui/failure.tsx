/* Error pages are loaded with every page, twice: keep this file small and without imports. */
interface FailureProps {
  /** Only its digest, which the server also logs, is shown. */
  readonly error: unknown;
  readonly retry: () => void;
  readonly words?: FailureCopy;
}

/** For customers, in their language; staff read English. `{id}` in `reference` is replaced by the digest. */
export interface FailureCopy {
  readonly title: string;
  readonly retry: string;
  readonly reference: string;
}

/** Content of an error page: what to do and what to tell support, no internals. */
export function Failure({ error, retry, words }: FailureProps) {
  const digest = digestOf(error);
  return (
    <div role="alert" className="grid max-w-lg justify-items-start gap-3">
      <h1 className="text-xl font-semibold">{words?.title ?? 'Something went wrong'}</h1>
      {!words && (
        <p className="text-muted">
          This page could not be shown. Nothing was lost: what was confirmed before is stored.
        </p>
      )}
      {digest && <p translate="no">{(words?.reference ?? 'Reference {id}').replace('{id}', digest)}</p>}
      <div className="flex flex-wrap gap-2">
        <button type="button" className="btn btn-primary" onClick={retry}>
          {words?.retry ?? 'Try again'}
        </button>
        {!words && (
          <a href="/" className="btn btn-secondary">
            Go to the start
          </a>
        )}
      </div>
    </div>
  );
}

function digestOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('digest' in error)) return null;
  return typeof error.digest === 'string' ? error.digest : null;
}
