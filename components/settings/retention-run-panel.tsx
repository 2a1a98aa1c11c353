import { RETENTION_FIELDS, RETENTION_RULES, type RetentionRun } from '@/lib/kyb/retention';
import { DescriptionList } from '../ui/description-list';
import { LocalTime } from '../ui/local-time';
import { Panel } from '../ui/panel';

/** When old data was last removed, and how much of it. */
export function RetentionRunPanel({ run }: { readonly run: RetentionRun | null }) {
  return (
    <Panel title="The last night">
      {run === null ? (
        <p className="px-4 py-3 text-muted">Nothing has been removed yet: it runs every night.</p>
      ) : (
        <DescriptionList
          items={[
            { term: 'Ran', value: <LocalTime at={run.at} /> },
            ...RETENTION_FIELDS.map((field) => ({
              term: RETENTION_RULES[field].label,
              value: `${run.removed[field].toLocaleString('en')} removed`,
            })),
          ]}
        />
      )}
    </Panel>
  );
}
