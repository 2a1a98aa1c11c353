/** A customer's history, newest first: observations, audit events, upstream writes and webhooks. */

import { eventDetails } from '@/components/activity/event-details';
import { OutcomeBadge } from '@/components/activity/outcome-badge';
import { flaggedItemText } from '@/components/kyb/flagged-items';
import { StatusBadge } from '@/components/kyb/status-badge';
import { DELIVERY_STATE_TEXT, deliveryOutcomeText, duplicatesText } from '@/lib/features/sync/webhook-text.rules';
import type { TimelineEntry } from '@/lib/features/timeline/timeline.rules';
import { statusText } from '@/lib/kyb/status';
import { AUDIT_EVENT_TEXT } from '@/lib/platform/audit/audit-events';
import { assertNever } from '@/lib/result';
import { Badge } from '../ui/badge';
import type { Elements } from '../ui/elements';
import { TimelineDays } from './timeline-days';
import { OPERATION_STATE_TEXT, OPERATION_TEXT, sourceText } from './timeline-text';

/** Older entries open on demand. */
const SHOWN = 25;

export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  if (entries.length === 0) return <p className="px-4 py-3 text-muted">Nothing has happened yet.</p>;
  const items = entries.map((entry) => ({ key: entry.key, at: entry.at, content: <Entry entry={entry} /> }));
  const earlier = items.slice(SHOWN);
  return (
    <>
      <TimelineDays items={items.slice(0, SHOWN)} />
      {earlier.length > 0 && (
        <details className="border-t border-line">
          <summary className="link cursor-pointer px-4 py-2">{`Show ${earlier.length} earlier`}</summary>
          <TimelineDays items={earlier} />
        </details>
      )}
    </>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  switch (entry.kind) {
    case 'observation':
      return <Observation {...entry} />;
    case 'act':
      return (
        <Line
          title={AUDIT_EVENT_TEXT[entry.act]}
          mark={entry.outcome !== 'ok' && <OutcomeBadge outcome={entry.outcome} />}
          notes={[`by ${entry.actorLabel}`, ...eventDetails(entry.details)]}
          requestId={entry.requestId}
        />
      );
    case 'operation': {
      const state = OPERATION_STATE_TEXT[entry.state];
      return (
        <Line
          title={OPERATION_TEXT[entry.operation]}
          mark={state && <Badge tone={state.tone}>{state.label}</Badge>}
          notes={entry.tries > 1 ? [`tried ${entry.tries} times`] : []}
          requestId={entry.requestId}
        />
      );
    }
    case 'webhook': {
      const outcome = deliveryOutcomeText(entry.outcome);
      const isDone = entry.state === 'processed' || entry.state === 'ignored';
      return (
        <Line
          title="Webhook"
          code={entry.eventName ?? undefined}
          mark={!isDone && <DeliveryBadge state={entry.state} />}
          notes={[outcome, duplicatesText(entry.duplicates)]}
        />
      );
    }
    default:
      return assertNever(entry);
  }
}

function DeliveryBadge({ state }: { readonly state: Extract<TimelineEntry, { kind: 'webhook' }>['state'] }) {
  const { label, tone } = DELIVERY_STATE_TEXT[state];
  return <Badge tone={tone}>{label}</Badge>;
}

function Observation(entry: Extract<TimelineEntry, { kind: 'observation' }>) {
  const { status, flaggedItems } = entry;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2">
        <StatusBadge status={status} creation="confirmed" />
        <span className="text-xs text-muted">{observedText(entry)}</span>
      </p>
      {flaggedItems.length > 0 && (
        <ul className="mt-1 grid gap-0.5 text-xs text-muted">
          {flaggedItems.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity of their own and are never reordered
            <li key={index} className="wrap-anywhere">
              {item.isResolved ? (
                <>
                  <s>{flaggedItemText(item)}</s>
                  <span> (resolved)</span>
                </>
              ) : (
                flaggedItemText(item)
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function observedText(entry: Extract<TimelineEntry, { kind: 'observation' }>): string {
  const { status, previousStatus } = entry;
  if (previousStatus === null) return sourceText(entry);
  const before = previousStatus === status ? 'details changed' : `before: ${statusText(previousStatus)}`;
  return `${before} · ${sourceText(entry)}`;
}

interface LineProps {
  readonly title: string;
  /** 1Money's name of the event, unchanged. */
  readonly code?: string | undefined;
  readonly mark?: Elements;
  readonly notes: readonly (string | null)[];
  readonly requestId?: string | null;
}

function Line({ title, code, mark, notes, requestId }: LineProps) {
  const said = notes.filter(Boolean).join(' · ');
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{title}</span>
        {code && (
          <code translate="no" className="font-mono text-xs wrap-anywhere">
            {code}
          </code>
        )}
        {mark}
        <span className="text-xs text-muted wrap-anywhere">{said}</span>
      </p>
      {requestId && (
        <p className="text-xs text-muted">
          1Money request{' '}
          <code translate="no" className="font-mono break-all">
            {requestId}
          </code>
        </p>
      )}
    </>
  );
}
