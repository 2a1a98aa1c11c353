import { OBSERVATION_SOURCE_TEXT, type ObservationSource } from '@/lib/kyb/observation-source';
import { LocalTime } from '../ui/local-time';

interface StatusAsOfProps {
  readonly observedAt: string | null;
  readonly observedBy: ObservationSource | null;
  /** Upstream cannot be read, which is said beside it: "just now" would contradict that. */
  readonly isAway: boolean;
}

/** When and how the status was learned, shown beside every status (law 8). */
export function StatusAsOf({ observedAt, observedBy, isAway }: StatusAsOfProps) {
  if (observedAt === null) return <span>not read yet</span>;
  return (
    <>
      <LocalTime at={observedAt} as={isAway ? 'date-time' : 'relative'} />
      {observedBy && <span className="cell-note">{OBSERVATION_SOURCE_TEXT[observedBy]}</span>}
    </>
  );
}
