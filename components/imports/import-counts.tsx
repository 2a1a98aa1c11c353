import { accountText, type ImportDetail } from '@/lib/features/imports/import-view.rules';
import { formatCount } from '@/lib/format';
import { ROW_STATES } from '@/lib/platform/db/column-values';
import { RowBadge } from './import-badge';

type Counted = Pick<ImportDetail, 'state' | 'counts' | 'rowCount' | 'skippedCount'>;

/** Number of rows per state, without empty states. */
export function ImportCounts({ found }: { readonly found: Counted }) {
  const { counts } = found;
  const shown = ROW_STATES.filter((state) => state !== 'header' && counts[state] > 0);
  return (
    <>
      <p>{accountText(found)}</p>
      <ul aria-label="Rows by state" className="flex flex-wrap gap-x-5 gap-y-2">
        {shown.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <RowBadge state={state} />
            <span className="font-semibold">{formatCount(counts[state])}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
