import { formatCount } from '@/lib/format';
import { ROW_STATES, type RowCounts } from '@/lib/kyb/import-view';
import { RowBadge } from './import-badge';

/** How many rows stand where; states without rows are left out. */
export function ImportCounts({ counts }: { readonly counts: RowCounts }) {
  const shown = ROW_STATES.filter((state) => state !== 'header' && counts[state] > 0);
  return (
    <ul aria-label="Rows by state" className="flex flex-wrap gap-x-5 gap-y-2">
      {shown.map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <RowBadge state={state} />
          <span className="font-semibold">{formatCount(counts[state])}</span>
        </li>
      ))}
    </ul>
  );
}
