import { Chart, ChartLegend, FILLS, fillOf } from '@/components/ui/chart';
import { Cell, Table } from '@/components/ui/table';
import { AGE_CLASSES, type AgeFigures } from '@/lib/features/overview/overview-view.rules';
import { formatCount } from '@/lib/format';
import { LISTED_STATUS_LABEL } from '@/lib/kyb/listed-status';
import { FigurePanel } from './figure-panel';

const ROW = 42;
const ID = 'ages';
/** Longer waits have fuller patterns. */
const CLASSES = AGE_CLASSES.map(({ text }, index) => ({ label: text, fill: FILLS.toReversed()[index] ?? 'solid' }));

function total({ counts, unknownCount }: AgeFigures): number {
  return counts.reduce((sum, count) => sum + count, unknownCount);
}

/** How long customers who are not approved have been in their status. */
export function AgingPanel({ aging }: { readonly aging: readonly AgeFigures[] }) {
  const waiting = aging.filter((one) => total(one) > 0);
  const longest = Math.max(1, ...waiting.map(total));
  const unknownCount = waiting.reduce((sum, one) => sum + one.unknownCount, 0);
  return (
    <FigurePanel
      title="How long customers have been waiting"
      definition="Customers who are not approved, whenever they came, by how long they have been in their present status at this moment; the period does not matter here."
      notes={
        unknownCount > 0
          ? [
              `Unknown: since when ${formatCount(unknownCount)} of them have been in their status; they are counted but not drawn.`,
            ]
          : []
      }
      empty={waiting.length === 0 ? 'Nobody is waiting.' : null}
      chart={
        <div className="grid gap-2">
          <Chart
            id={ID}
            title="How long customers have been waiting"
            description={waiting
              .map(
                (one) =>
                  `${LISTED_STATUS_LABEL[one.status]}: ${formatCount(total(one))}, of them ${formatCount(one.counts.at(-1) ?? 0)} for 30 days and more`,
              )
              .join('; ')}
            height={waiting.length * ROW}
          >
            {waiting.map((one, row) => (
              <g key={one.status}>
                <text x="0" y={row * ROW + 13} className="chart-strong">
                  {LISTED_STATUS_LABEL[one.status]}
                </text>
                <text x="100%" y={row * ROW + 13} textAnchor="end">
                  {formatCount(total(one))}
                </text>
                <rect x="0" y={row * ROW + 19} width="100%" height="14" className="chart-track" />
                {segments(one, longest).map(({ index, x, width, count }) => (
                  <rect
                    key={index}
                    x={`${x}%`}
                    y={row * ROW + 19}
                    width={`${width}%`}
                    height="14"
                    fill={fillOf(ID, CLASSES[index]?.fill ?? 'solid')}
                  >
                    <title>{`${LISTED_STATUS_LABEL[one.status]}, ${CLASSES[index]?.label}: ${formatCount(count)}`}</title>
                  </rect>
                ))}
              </g>
            ))}
          </Chart>
          <ChartLegend id={ID} items={CLASSES} />
        </div>
      }
      table={
        <Table
          caption="How long customers have been waiting"
          columns={[
            { key: 'status', label: 'Status', width: 'w-1/4' },
            ...AGE_CLASSES.map(({ text }) => ({ key: text, label: text })),
            { key: 'unknown', label: 'unknown' },
          ]}
        >
          {waiting.map((one) => (
            <tr key={one.status}>
              <Cell place="wide">{LISTED_STATUS_LABEL[one.status]}</Cell>
              {AGE_CLASSES.map(({ text }, index) => (
                <Cell key={text} label={text}>
                  {formatCount(one.counts[index] ?? 0)}
                </Cell>
              ))}
              <Cell label="unknown">{formatCount(one.unknownCount)}</Cell>
            </tr>
          ))}
        </Table>
      }
    />
  );
}

function segments({ counts }: AgeFigures, longest: number) {
  let x = 0;
  return counts.flatMap((count, index) => {
    const width = (count / longest) * 100;
    const segment = { index, count, x, width };
    x += width;
    return count === 0 ? [] : [segment];
  });
}
