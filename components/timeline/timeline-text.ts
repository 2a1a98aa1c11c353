import type { TimelineEntry } from '@/lib/features/timeline/timeline.rules';
import { formatDuration } from '@/lib/format';
import { OBSERVATION_SOURCE_TEXT } from '@/lib/kyb/observation-source';
import type { Tone } from '../ui/tone';

type Observed = Extract<TimelineEntry, { kind: 'observation' }>;
type Operation = Extract<TimelineEntry, { kind: 'operation' }>;

/** "learned by webhook, 3 s after 1Money changed it". */
export function sourceText({ source, lagMs }: Pick<Observed, 'source' | 'lagMs'>): string {
  const how = `learnt ${OBSERVATION_SOURCE_TEXT[source]}`;
  return lagMs === null ? how : `${how}, ${formatDuration(lagMs)} after 1Money changed it`;
}

export const OPERATION_TEXT: Readonly<Record<Operation['operation'], string>> = {
  create_customer: 'Creating the customer at 1Money',
  create_link: 'Asking 1Money for an onboarding link',
};

export const OPERATION_STATE_TEXT: Readonly<
  Record<Operation['state'], { readonly label: string; readonly tone: Tone } | null>
> = {
  pending: { label: 'About to be sent', tone: 'waiting' },
  sent: { label: 'Sent, no answer yet', tone: 'waiting' },
  unknown: { label: 'Confirming…', tone: 'waiting' },
  needs_review: { label: 'Needs review', tone: 'attention' },
  rejected: { label: 'Refused by 1Money', tone: 'bad' },
  done: null,
};
