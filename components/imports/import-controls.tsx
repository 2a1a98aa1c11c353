import { ActionButton } from '@/components/forms/action-button';
import type { ImportDetail } from '@/lib/features/imports/import-view.rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';

interface ImportControlsProps {
  readonly found: Pick<ImportDetail, 'id' | 'state'>;
  readonly actions: Readonly<Record<'pause' | 'resume' | 'cancel', StatefulAction>>;
}

export function ImportControls({ found: { id, state }, actions }: ImportControlsProps) {
  const fields = { importId: id };
  if (state !== 'running' && state !== 'paused') return null;
  return (
    <div className="flex flex-wrap items-start gap-2">
      {state === 'running' && (
        <ActionButton action={actions.pause} fields={fields}>
          Pause
        </ActionButton>
      )}
      {state === 'paused' && (
        <ActionButton action={actions.resume} fields={fields} variant="primary">
          Resume
        </ActionButton>
      )}
      <details>
        <summary className="btn btn-quiet">Cancel the import…</summary>
        <div className="mt-2 grid max-w-96 gap-2">
          <p className="text-muted">
            Customers that were created stay. The other rows are left undone; the results can be imported again.
          </p>
          <ActionButton action={actions.cancel} fields={fields}>
            Cancel the other rows
          </ActionButton>
        </div>
      </details>
    </div>
  );
}
