import { DescriptionList } from '@/components/ui/description-list';
import { LocalTime } from '@/components/ui/local-time';
import { Panel } from '@/components/ui/panel';
import { RETENTION_FIELDS, RETENTION_RULES, type RetentionRun } from '@/lib/features/privacy/retention.rules';

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
