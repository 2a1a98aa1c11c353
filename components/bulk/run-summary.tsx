/**
 * Head of a run's page: the dry run with its start button, the progress, or the result with its next steps. All forms
 * work without scripts.
 */
import type { ReactNode } from 'react';
import { ActionButton } from '@/components/forms/action-button';
import { BULK_LIMIT } from '@/lib/features/bulk/bulk-eligibility.rules';
import { BULK_ACTION_COPY, type BulkRunView, dryRunText, resultText } from '@/lib/features/bulk/bulk-view.rules';
import { formatCount, pluralise } from '@/lib/format';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { Banner } from '../ui/banner';
import { LinkButton } from '../ui/button';
import { BulkProgress } from './bulk-progress';
import { StartRunForm } from './start-run-form';

export interface BulkActions {
  readonly start: StatefulAction;
  readonly stop: StatefulAction;
  readonly resume: StatefulAction;
  readonly undo: StatefulAction;
  readonly discard: StatefulAction;
}

interface RunSummaryProps {
  readonly run: BulkRunView;
  readonly actions: BulkActions;
}

export function RunSummary({ run, actions }: RunSummaryProps) {
  return (
    <section className="panel grid gap-4 p-4" aria-label="Summary">
      {run.leftOut > 0 && (
        <Banner tone="attention" title={`${pluralise(run.leftOut, 'further customer')} matched and stay out`}>
          <p>{`At most ${formatCount(BULK_LIMIT)} can be acted on at once. Repeat this for the others when it is over.`}</p>
        </Banner>
      )}
      {run.state === 'draft' && (
        <div className="grid gap-1">
          <p className="text-base font-semibold">{`${dryRunText(run)}.`}</p>
          <p className="text-muted">
            Nothing has been done yet. Each customer is judged once more at its turn, so the result may differ a little.
          </p>
        </div>
      )}
      <StartRunForm
        action={actions.start}
        runId={run.id}
        label={run.state === 'draft' && run.counts.ready > 0 ? startLabel(run) : null}
        hasMail={run.act === 'invite'}
      />
      <RunState key={run.state} run={run} actions={actions} />
    </section>
  );
}

function startLabel({ act, counts, ownerName }: BulkRunView): string {
  const owner = act === 'assign' ? ` to ${ownerName ?? 'nobody'}` : '';
  return `${BULK_ACTION_COPY[act].button} ${pluralise(counts.ready, 'customer')}${owner}`;
}

function RunState({ run, actions }: RunSummaryProps): ReactNode {
  switch (run.state) {
    case 'draft':
      return (
        <div>
          <ActionButton action={actions.discard} fields={{ runId: run.id }}>
            Discard
          </ActionButton>
        </div>
      );
    case 'running':
      return <UnderWay run={run} actions={actions} />;
    case 'stopped':
    case 'refused':
    case 'done':
      return <Outcome run={run} actions={actions} />;
  }
}

function UnderWay({ run, actions }: RunSummaryProps) {
  return (
    <>
      <BulkProgress runId={run.id} progress={{ state: run.state, counts: run.counts }} />
      <p className="text-muted">You may leave this page: it goes on by itself, also when the portal is restarted.</p>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <ActionButton action={actions.stop} fields={{ runId: run.id }}>
        Stop
      </ActionButton>
    </>
  );
}

function Outcome({ run, actions }: RunSummaryProps) {
  const fields = { runId: run.id };
  const left = run.counts.ready + run.counts.working;
  return (
    <>
      <div className="grid gap-1" role="status">
        <p className="text-base font-semibold">{`${resultText(run)}.`}</p>
        {run.state === 'stopped' && <p className="text-muted">It was stopped before its end.</p>}
        {run.state === 'refused' && (
          <p className="text-attention">
            It ended early: whoever started it may no longer act. Take it up in your own name if it is still wanted.
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2 empty:hidden">
        {run.counts.failed + left > 0 && (
          <ActionButton action={actions.resume} fields={fields} variant="primary">
            {left > 0
              ? `Go on with ${pluralise(left + run.counts.failed, 'customer')}`
              : `Try ${pluralise(run.counts.failed, 'failed customer')} again`}
          </ActionButton>
        )}
        {run.undoneBy !== null ? (
          <LinkButton href={`/customers/bulk/${run.undoneBy}`}>See its undo</LinkButton>
        ) : (
          run.canUndo && (
            <ActionButton action={actions.undo} fields={fields}>
              Undo…
            </ActionButton>
          )
        )}
        {run.undoes !== null && <LinkButton href={`/customers/bulk/${run.undoes}`}>See what it took back</LinkButton>}
      </div>
    </>
  );
}
