import {
  FUNNEL_STEP_TEXT,
  FUNNEL_STEPS,
  type FunnelCounts,
  type OverviewBucket,
  shareText,
} from '@/lib/features/overview/overview-view.rules';
import { formatCount, pluralise } from '@/lib/format';
import { Chart } from '../ui/chart';
import { Cell, Table } from '../ui/table';
import { TimeAxis } from './columns-chart';
import { bucketText } from './day-text';
import { FigurePanel } from './figure-panel';

const STEP_COLUMNS = FUNNEL_STEPS.map((step) => ({ key: step, label: FUNNEL_STEP_TEXT[step] }));
const NOBODY = 'Nobody was invited for the first time in this period.';

interface FunnelPanelProps {
  readonly total: FunnelCounts;
  readonly uninvitedCount: number;
}

/** Progress of the customers invited in the period. */
export function FunnelPanel({ total, uninvitedCount }: FunnelPanelProps) {
  const words = FUNNEL_STEPS.map((step) => `${FUNNEL_STEP_TEXT[step]} ${formatCount(total[step])}`).join(', ');
  return (
    <FigurePanel
      title="From invite to approval"
      definition="Customers first invited in this period, and how many have reached each step since then. A later step implies the earlier ones."
      notes={[
        'Unknown: who opened an invite: mail scanners open pages too, and renewing an invite forgets whether its old link was opened.',
        ...(uninvitedCount > 0
          ? [`Not counted: ${pluralise(uninvitedCount, 'customer')} created in the period and never invited.`]
          : []),
      ]}
      empty={total.invited === 0 ? NOBODY : null}
      chart={
        <Chart id="funnel" title="From invite to approval" description={words} height={FUNNEL_STEPS.length * 42}>
          {FUNNEL_STEPS.map((step, row) => (
            <g key={step}>
              <text x="0" y={row * 42 + 13} className="chart-strong">
                {FUNNEL_STEP_TEXT[step]}
              </text>
              <text x="100%" y={row * 42 + 13} textAnchor="end">
                {`${formatCount(total[step])} · ${shareText(total[step], total.invited)}`}
              </text>
              <rect x="0" y={row * 42 + 19} width="100%" height="14" className="chart-track" />
              {total[step] > 0 && (
                <rect
                  x="0"
                  y={row * 42 + 19}
                  width={`${(total[step] / total.invited) * 100}%`}
                  height="14"
                  fill="currentColor"
                />
              )}
            </g>
          ))}
        </Chart>
      }
      table={
        <Table
          caption="From invite to approval"
          columns={[
            { key: 'step', label: 'Step' },
            { key: 'count', label: 'Customers' },
            { key: 'share', label: 'Of the invited' },
          ]}
        >
          {FUNNEL_STEPS.map((step) => (
            <tr key={step}>
              <Cell place="wide">{FUNNEL_STEP_TEXT[step]}</Cell>
              <Cell label="Customers">{formatCount(total[step])}</Cell>
              <Cell label="Of the invited">{shareText(total[step], total.invited)}</Cell>
            </tr>
          ))}
        </Table>
      }
    />
  );
}

const ROW = 58;
const PLOT = 36;

/** The same by day or week of the invite. */
export function FunnelOverTimePanel({ buckets }: { readonly buckets: readonly OverviewBucket[] }) {
  const highest = Math.max(0, ...buckets.map(({ funnel }) => funnel.invited));
  const width = 100 / Math.max(1, buckets.length);
  const unit = buckets.some(({ from, to }) => from !== to) ? 'week' : 'day';
  return (
    <FigurePanel
      title="From invite to approval over time"
      definition={`The same customers by the ${unit} of their first invite, one row of columns for each step, all rows to the same scale; recent ones have had less time.`}
      empty={highest === 0 ? NOBODY : null}
      chart={
        <Chart
          id="funnel-time"
          title="From invite to approval over time"
          description={`Five rows of columns, one column a ${unit}; the highest is ${formatCount(highest)} invited.`}
          height={FUNNEL_STEPS.length * ROW + 12}
        >
          {FUNNEL_STEPS.map((step, row) => (
            <g key={step}>
              <text x="0" y={row * ROW + 13} className="chart-strong">
                {FUNNEL_STEP_TEXT[step]}
              </text>
              <text x="100%" y={row * ROW + 13} textAnchor="end">
                {`at most ${formatCount(Math.max(...buckets.map(({ funnel }) => funnel[step])))} a ${unit}`}
              </text>
              <line x1="0" x2="100%" y1={row * ROW + 18 + PLOT} y2={row * ROW + 18 + PLOT} />
              {buckets.map((bucket, column) => {
                const height = (bucket.funnel[step] / Math.max(1, highest)) * PLOT;
                return (
                  height > 0 && (
                    <rect
                      key={bucket.from}
                      x={`${(column + 0.15) * width}%`}
                      width={`${width * 0.7}%`}
                      y={row * ROW + 18 + PLOT - height}
                      height={height}
                      fill="currentColor"
                    >
                      <title>{`${bucketText(bucket)}: ${FUNNEL_STEP_TEXT[step]} ${formatCount(bucket.funnel[step])}`}</title>
                    </rect>
                  )
                );
              })}
            </g>
          ))}
          <TimeAxis buckets={buckets} left={0} y={FUNNEL_STEPS.length * ROW + 10} />
        </Chart>
      }
      table={
        <Table
          caption="From invite to approval over time"
          columns={[{ key: 'when', label: 'First invited', width: 'w-1/3' }, ...STEP_COLUMNS]}
        >
          {buckets.map((bucket) => (
            <tr key={bucket.from}>
              <Cell place="wide">{bucketText(bucket)}</Cell>
              {FUNNEL_STEPS.map((step) => (
                <Cell key={step} label={FUNNEL_STEP_TEXT[step]}>
                  {formatCount(bucket.funnel[step])}
                </Cell>
              ))}
            </tr>
          ))}
        </Table>
      }
    />
  );
}
