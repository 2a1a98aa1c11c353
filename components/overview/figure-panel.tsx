import { ChartTable } from '../ui/chart';
import type { Elements } from '../ui/elements';
import { Panel } from '../ui/panel';

interface FigurePanelProps {
  readonly title: string;
  /** What is counted, in one sentence. */
  readonly definition: string;
  /** What is unknown or left out. */
  readonly notes?: readonly string[];
  /** Replaces chart and table if there is no data. */
  readonly empty: string | null;
  readonly chart: Elements;
  readonly table: Elements;
}

/** One figure of the overview: definition, chart, unknowns, and the same data as a table. */
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
