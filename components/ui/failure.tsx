/* Error pages are loaded with every page, twice: this file stays small and imports nothing. */
interface FailureProps {
  /** What was thrown; only its digest, which the server's log knows too, is ever shown. */
  readonly error: unknown;
  readonly retry: () => void;
}

/** The content of an error page: what to do and what to tell support, nothing about the inside. */
export function Failure({ error, retry }: FailureProps) {
  const digest = digestOf(error);
  return (
    <div role="alert" className="grid max-w-lg justify-items-start gap-3">
      <h1 className="text-xl font-semibold">Something went wrong</h1>
      <p className="text-muted">This page could not be shown. Nothing was lost: what was confirmed before is stored.</p>
      {digest && (
        <p>
          Reference <code className="font-mono">{digest}</code>
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <button type="button" className="btn btn-primary" onClick={retry}>
          Try again
        </button>
        <a href="/" className="btn btn-secondary">
          Go to the start
        </a>
      </div>
    </div>
  );
}

function digestOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('digest' in error)) return null;
  return typeof error.digest === 'string' ? error.digest : null;
}
