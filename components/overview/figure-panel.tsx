import { ChartTable } from '../ui/chart';
import type { Elements } from '../ui/elements';
import { Panel } from '../ui/panel';

interface FigurePanelProps {
  readonly title: string;
  /** What exactly is counted, in one sentence. */
  readonly definition: string;
  /** What the data does not say, and what is left out. */
  readonly notes?: readonly string[];
  /** In the place of chart and table when there is nothing to draw. */
  readonly empty: string | null;
  readonly chart: Elements;
  readonly table: Elements;
}

/** One figure of the overview: its meaning, the picture, what is unknown, and the same as a table. */
export function FigurePanel({ title, definition, notes = [], empty, chart, table }: FigurePanelProps) {
  return (
    <Panel title={title}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
        <p className="text-muted">{definition}</p>
        {empty === null ? chart : <p className="py-6 text-center text-muted">{empty}</p>}
        {notes.length > 0 && (
          <ul className="grid gap-1 text-xs text-muted">
            {notes.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
      {empty === null && <ChartTable>{table}</ChartTable>}
    </Panel>
  );
}
