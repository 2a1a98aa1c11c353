import { axisEnd, shortCount } from '@/lib/features/overview/overview-view.rules';
import type { Bucket } from '@/lib/features/overview/period.rules';
import { formatCount } from '@/lib/format';
import { Chart, ChartLegend, type Fill, fillOf } from '../ui/chart';
import { bucketText, dayText } from './day-text';

interface Series {
  readonly label: string;
  readonly fill: Fill;
  /** One value per column. */
  readonly values: readonly number[];
}

interface ColumnsChartProps {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly buckets: readonly Bucket[];
  /** Bottom to top. */
  readonly series: readonly Series[];
}

const TOP = 14;
const PLOT = 120;
/** Percent of the width, for the labels of the axis. */
const LEFT = 9;

export function ColumnsChart({ id, title, description, buckets, series }: ColumnsChartProps) {
  const totals = buckets.map((_, column) => series.reduce((sum, { values }) => sum + (values[column] ?? 0), 0));
  const end = axisEnd(Math.max(0, ...totals));
  const step = (100 - LEFT) / Math.max(1, buckets.length);
  const y = (value: number) => TOP + PLOT - (value / end) * PLOT;
  return (
    <div className="grid gap-2">
      <Chart id={id} title={title} description={description} height={TOP + PLOT + 20}>
        {[0, end / 2, end].map((value) => (
          <g key={value}>
            <line x1={`${LEFT}%`} x2="100%" y1={y(value)} y2={y(value)} />
            {Number.isInteger(value) && (
              <text x={`${LEFT - 1}%`} y={y(value) + 4} textAnchor="end">
                {shortCount(value)}
              </text>
            )}
          </g>
        ))}
        {buckets.map((bucket, column) => (
          <g key={bucket.from}>
            <title>{`${bucketText(bucket)}: ${series.map(({ label, values }) => `${label} ${formatCount(values[column] ?? 0)}`).join(', ')}`}</title>
            {stack(series, column).map(({ label, fill, from, to }) => (
              <rect
                key={label}
                x={`${LEFT + column * step + step * 0.15}%`}
                width={`${step * 0.7}%`}
                y={y(to)}
                height={y(from) - y(to)}
                fill={fillOf(id, fill)}
              />
            ))}
          </g>
        ))}
        <TimeAxis buckets={buckets} left={LEFT} y={TOP + PLOT + 16} />
      </Chart>
      <ChartLegend id={id} items={series} />
    </div>
  );
}

/** Start and end of each series in a column, without empty ones. */
function stack(series: readonly Series[], column: number) {
  let height = 0;
  return series.flatMap(({ label, fill, values }) => {
    const value = values[column] ?? 0;
    const from = height;
    height += value;
    return value === 0 ? [] : [{ label, fill, from, to: height }];
  });
}

interface TimeAxisProps {
  readonly buckets: readonly Bucket[];
  readonly left: number;
  readonly y: number;
}

/** Labels the first and the last day. */
export function TimeAxis({ buckets, left, y }: TimeAxisProps) {
  const first = buckets[0];
  const last = buckets.at(-1);
  return (
    <>
      {first && (
        <text x={`${left}%`} y={y}>
          {dayText(first.from)}
        </text>
      )}
      {last && (
        <text x="100%" y={y} textAnchor="end">
          {dayText(last.to)}
        </text>
      )}
    </>
  );
}
