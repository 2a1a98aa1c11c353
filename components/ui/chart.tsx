/**
 * Charts as server-rendered SVG: no script, real text. Positions are percent of the width and px of the height, so that
 * a chart fills its panel while letters and patterns keep their size.
 */
import type { Elements } from './elements';

/** From full to empty; a sixth series would have no pattern. */
export const FILLS = ['solid', 'hatch', 'dots', 'cross', 'hollow'] as const;
export type Fill = (typeof FILLS)[number];

/** SVG `fill` inside the chart with this id. */
export function fillOf(id: string, fill: Fill): string {
  if (fill === 'solid') return 'currentColor';
  return fill === 'hollow' ? 'none' : `url(#${id}-${fill})`;
}

function Patterns({ id }: { readonly id: string }) {
  const size = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' } as const;
  return (
    <defs>
      <pattern id={`${id}-hatch`} {...size}>
        <path d="M-1 7 7-1M-1 1 1-1M5 7 7 5" stroke="currentColor" strokeWidth="1.6" />
      </pattern>
      <pattern id={`${id}-dots`} {...size}>
        <circle cx="3" cy="3" r="1.4" fill="currentColor" />
      </pattern>
      <pattern id={`${id}-cross`} {...size}>
        <path d="M3 0v6M0 3h6" stroke="currentColor" strokeWidth="1" />
      </pattern>
    </defs>
  );
}

interface ChartProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** Describes the chart in words; the table beside it has the figures. */
  readonly description: string;
  readonly height: number;
  readonly children: Elements;
}

export function Chart({ id, title, description, height, children }: ChartProps) {
  return (
    <svg className="chart" height={height} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{description}</desc>
      <Patterns id={id} />
      {children}
    </svg>
  );
}

interface LegendProps {
  readonly id: string;
  readonly items: readonly { readonly label: string; readonly fill: Fill }[];
}

export function ChartLegend({ id, items }: LegendProps) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {items.map(({ label, fill }) => (
        <li key={label} className="flex items-center gap-1.5">
          <svg className="chart !w-4" width="16" height="12" aria-hidden="true">
            <rect x="0.5" y="0.5" width="15" height="11" fill={fillOf(id, fill)} />
          </svg>
          <span>{label}</span>
        </li>
      ))}
    </ul>
  );
}

/** The chart's figures as a table, for those who prefer it or cannot see the chart. */
export function ChartTable({ children }: { readonly children: Elements }) {
  return (
    <details className="border-t border-line">
      <summary className="cursor-pointer px-4 py-2 text-accent-ink underline">Figures as a table</summary>
      {children}
    </details>
  );
}
