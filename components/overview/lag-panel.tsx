import type { Fill } from '@/components/ui/chart';
import { Cell, Table } from '@/components/ui/table';
import {
  CHANGE_SOURCES,
  type ChangeSource,
  type Overview,
  shareText,
} from '@/lib/features/overview/overview-view.rules';
import { formatCount, formatDate, formatDuration, pluralise } from '@/lib/format';
import { ColumnsChart } from './columns-chart';
import { bucketText, SECOND_MS } from './day-text';
import { FigurePanel } from './figure-panel';

const WAYS: Readonly<Record<ChangeSource, { readonly label: string; readonly fill: Fill }>> = {
  webhook: { label: 'By webhook', fill: 'solid' },
  looking: { label: 'Because somebody looked or pressed', fill: 'hatch' },
  sweep: { label: 'Only by the regular check', fill: 'hollow' },
};

/** How far the portal lags behind 1Money. */
export function LagPanel({
  overview,
}: {
  readonly overview: Pick<Overview, 'buckets' | 'total' | 'lag' | 'tolerances'>;
}) {
  const { buckets, total, lag, tolerances } = overview;
  const changes = CHANGE_SOURCES.reduce((sum, way) => sum + total.changeSources[way], 0);
  return (
    <FigurePanel
      title="Drift"
      definition="Changes of status by how the portal learnt of them: those that only the regular check found are ones that a webhook should have told."
      notes={
        lag === null && changes > 0 ? ['Unknown: how late they were learnt: 1Money gave no time for any of them.'] : []
      }
      empty={changes === 0 ? 'No status changed in this period.' : null}
      chart={
        <>
          <p>
            <span>
              {`${formatCount(total.changeSources.sweep)} of ${pluralise(changes, 'change')} (${shareText(total.changeSources.sweep, changes)}) were found only by the regular check.`}
            </span>
            {lag && <span>{lagText(lag)}</span>}
          </p>
          <ColumnsChart
            id="drift"
            title="Changes of status by how they were learnt"
            description={CHANGE_SOURCES.map(
              (way) => `${WAYS[way].label} ${formatCount(total.changeSources[way])}`,
            ).join(', ')}
            buckets={buckets}
            series={CHANGE_SOURCES.map((way) => ({
              ...WAYS[way],
              values: buckets.map(({ changeSources }) => changeSources[way]),
            }))}
          />
          <p className="text-muted">
            {tolerances.lastAt === null
              ? 'No deviation from 1Money’s documents was seen last in this period.'
              : `${pluralise(tolerances.kinds, 'kind')} of deviation from 1Money’s documents, the latest on ${formatDate(tolerances.lastAt, 'utc')}: see Developers.`}
          </p>
        </>
      }
      table={
        <Table
          caption="Changes of status by how they were learnt"
          columns={[
            { key: 'when', label: 'When', width: 'w-1/3' },
            ...CHANGE_SOURCES.map((way) => ({ key: way, label: WAYS[way].label })),
          ]}
        >
          {buckets.map((bucket) => (
            <tr key={bucket.from}>
              <Cell place="wide">{bucketText(bucket)}</Cell>
              {CHANGE_SOURCES.map((way) => (
                <Cell key={way} label={WAYS[way].label}>
                  {formatCount(bucket.changeSources[way])}
                </Cell>
              ))}
            </tr>
          ))}
        </Table>
      }
    />
  );
}

function lagText({ medianSeconds, p90Seconds, count }: NonNullable<Overview['lag']>): string {
  const [median, p90] = [medianSeconds, p90Seconds].map((seconds) => formatDuration(seconds * SECOND_MS));
  return ` From 1Money’s change to ours it took ${median} in the median and ${p90} in nine of ten cases, over the newest ${formatCount(count)} that say when they were.`;
}
