import { ROW_STATE_TEXT } from '@/lib/features/imports/import-view.rules';
import type { ImportState, RowState } from '@/lib/platform/db/column-values';
import { Badge } from '../ui/badge';
import type { Tone } from '../ui/tone';

const IMPORT: Readonly<Record<ImportState, readonly [tone: Tone, text: string]>> = {
  reading: ['neutral', 'Being read'],
  draft: ['neutral', 'Not started'],
  running: ['waiting', 'Running'],
  paused: ['attention', 'Paused'],
  cancelled: ['neutral', 'Cancelled'],
  done: ['good', 'Done'],
};

const ROW_TONE: Readonly<Record<RowState, Tone>> = {
  header: 'neutral',
  problem: 'bad',
  existing: 'neutral',
  ready: 'neutral',
  working: 'waiting',
  created: 'good',
  needs_review: 'attention',
  refused: 'bad',
  cancelled: 'neutral',
};

export function ImportBadge({ state }: { readonly state: ImportState }) {
  const [tone, text] = IMPORT[state];
  return <Badge tone={tone}>{text}</Badge>;
}

export function RowBadge({ state }: { readonly state: RowState }) {
  return <Badge tone={ROW_TONE[state]}>{ROW_STATE_TEXT[state]}</Badge>;
}
