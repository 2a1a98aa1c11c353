import { Chart, ChartLegend, fillOf } from '@/components/ui/chart';
import { Cell, Table } from '@/components/ui/table';
import { STAYS_COUNTED, type StayFigures } from '@/lib/features/overview/overview-view.rules';
import { formatCount, formatDuration } from '@/lib/format';
import { statusRule } from '@/lib/kyb/status';
import { SECOND_MS } from './day-text';
import { FigurePanel } from './figure-panel';

const ROW = 42;
const ID = 'stays';

function lengthText(seconds: number | null): string {
  return seconds === null ? 'unknown' : formatDuration(seconds * SECOND_MS);
}

/** Duration of statuses that have ended. */
export function TimeInStatusPanel({ timeInStatus }: { readonly timeInStatus: readonly StayFigures[] }) {
  const ended = timeInStatus.filter(({ count, unknownCount }) => count + unknownCount > 0);
  const longest = Math.max(1, ...ended.map(({ p90Seconds }) => p90Seconds ?? 0));
  const unknownCount = ended.reduce((sum, stay) => sum + stay.unknownCount, 0);
  const percent = (seconds: number | null) => `${((seconds ?? 0) / longest) * 100}%`;
  return (
    <FigurePanel
      title="Time in each status"
      definition={`How long customers had been in a status when it ended in the period: half of them at most the median, nine of ten at most the 90th percentile, from the newest ${formatCount(STAYS_COUNTED)} of a status.`}
      notes={[
        'Unknown: how long those will take that still wait: they are below, under “How long customers have been waiting”.',
        ...(unknownCount > 0
          ? [`Unknown: since when ${formatCount(unknownCount)} of the ended statuses had stood; they are not counted.`]
          : []),
      ]}
      empty={ended.length === 0 ? 'No status ended in this period.' : null}
      chart={
        <div className="grid gap-2">
          <Chart
            id={ID}
            title="Time in each status"
            description={ended
              .map(
                (stay) =>
                  `${statusRule(stay.status).label}: median ${lengthText(stay.medianSeconds)}, 90th percentile ${lengthText(stay.p90Seconds)}`,
              )
              .join('; ')}
            height={ended.length * ROW}
          >
            {ended.map((stay, row) => (
              <g key={stay.status}>
                <text x="0" y={row * ROW + 13} className="chart-strong">
                  {statusRule(stay.status).label}
                </text>
                <text x="100%" y={row * ROW + 13} textAnchor="end">
                  {`${lengthText(stay.medianSeconds)} · ${lengthText(stay.p90Seconds)}`}
                </text>
                <rect x="0" y={row * ROW + 19} width="100%" height="14" className="chart-track" />
                {stay.p90Seconds !== null && (
                  <rect
                    x="0"
                    y={row * ROW + 19}
                    width={percent(stay.p90Seconds)}
                    height="14"
                    fill={fillOf(ID, 'hatch')}
                  />
                )}
                {stay.medianSeconds !== null && (
                  <rect x="0" y={row * ROW + 19} width={percent(stay.medianSeconds)} height="14" fill="currentColor" />
                )}
              </g>
            ))}
          </Chart>
          <ChartLegend
            id={ID}
            items={[
              { label: 'Median', fill: 'solid' },
              { label: 'Up to the 90th percentile', fill: 'hatch' },
            ]}
          />
        </div>
      }
      table={
        <Table
          caption="Time in each status"
          columns={[
            { key: 'status', label: 'Status', width: 'w-2/5' },
            { key: 'count', label: 'Ended' },
            { key: 'median', label: 'Median' },
            { key: 'p90', label: '90th percentile' },
          ]}
        >
          {ended.map((stay) => (
            <tr key={stay.status}>
              <Cell place="wide">{statusRule(stay.status).label}</Cell>
              <Cell label="Ended">{formatCount(stay.count)}</Cell>
              <Cell label="Median">{lengthText(stay.medianSeconds)}</Cell>
              <Cell label="90th percentile">{lengthText(stay.p90Seconds)}</Cell>
            </tr>
          ))}
        </Table>
      }
    />
  );
}
