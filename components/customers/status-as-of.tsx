import { OBSERVATION_SOURCE_TEXT, type ObservationSource } from '@/lib/kyb/customer-view';
import { LocalTime } from '../ui/local-time';

interface StatusAsOfProps {
  readonly observedAt: string | null;
  readonly observedBy: ObservationSource | null;
}

/** When and how the status was learnt: every status on screen says so. */
export function StatusAsOf({ observedAt, observedBy }: StatusAsOfProps) {
  if (observedAt === null) return <>not read yet</>;
  return (
    <>
      <LocalTime at={observedAt} as="relative" />
      {observedBy && <span className="cell-note">{OBSERVATION_SOURCE_TEXT[observedBy]}</span>}
    </>
  );
}
