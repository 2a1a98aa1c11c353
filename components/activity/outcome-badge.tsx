import { Badge } from '@/components/ui/badge';
import { CheckIcon } from '@/components/ui/icons';
import type { Tone } from '@/components/ui/tone';
import { OUTCOME_TEXT, type Outcome } from '@/lib/platform/audit/audit-events';

const TONES: Readonly<Record<Exclude<Outcome, 'ok'>, Tone>> = {
  refused: 'attention',
  failed: 'bad',
  unknown: 'waiting',
};

/** Only failures are coloured, so that they stand out. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  if (outcome !== 'ok') return <Badge tone={TONES[outcome]}>{OUTCOME_TEXT[outcome]}</Badge>;
  return (
    <span className="inline-flex items-center gap-1 text-xs text-muted">
      <CheckIcon className="size-3.5" />
      <span>{OUTCOME_TEXT.ok}</span>
    </span>
  );
}
