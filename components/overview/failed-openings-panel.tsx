import { Cell, Table } from '@/components/ui/table';
import {
  type CountedFigures,
  type OverviewBucket,
  REASONS_COUNTED,
  type RefusalReason,
  shareText,
} from '@/lib/features/overview/overview-view.rules';
import { formatCount } from '@/lib/format';
import { statusText } from '@/lib/kyb/status';
import { ColumnsChart } from './columns-chart';
import { bucketText } from './day-text';
import { FigurePanel } from './figure-panel';

const KIND_TEXT: Readonly<Record<string, string>> = {
  not_editable: 'The status did not allow it',
  upstream_rejected: '1Money refused it',
  upstream_unavailable: '1Money could not be reached',
  rate_limited: '1Money was busy',
  portal_limit: 'Too many links for one customer',
  outcome_unknown: 'It is not known whether 1Money made the link',
  unexpected_response: '1Money’s answer could not be read',
  not_found: '1Money did not know the customer',
};

function reasonText({ kind, status }: RefusalReason): string {
  const text = KIND_TEXT[kind] ?? 'Another error';
  return status === null ? text : `${text}: ${statusText(status)}`;
}

interface FailedOpeningsPanelProps {
  readonly buckets: readonly OverviewBucket[];
  readonly total: CountedFigures;
  readonly reasons: readonly RefusalReason[];
}

/** Clicks on the button that did not lead to the form. */
export function FailedOpeningsPanel({ buckets, total, reasons }: FailedOpeningsPanelProps) {
  const { refused, failed } = total.failedOpenings;
  const presses = refused + failed + total.linksCreated;
  return (
    <FigurePanel
      title="Presses that did not open the form"
      definition="Presses of “Start” or “Resume onboarding”, by staff or customers, after which no onboarding link was made: refused because of the status or by 1Money, or failed because 1Money could not be asked."
      empty={
        presses === 0
          ? 'Nobody pressed the button in this period.'
          : refused + failed === 0
            ? `Every one of ${formatCount(presses)} presses opened the form.`
            : null
      }
      chart={
        <>
          <p>{`${formatCount(refused + failed)} of ${formatCount(presses)} presses (${shareText(refused + failed, presses)})`}</p>
          <ColumnsChart
            id="refusals"
            title="Presses that did not open the form"
            description={`Refused ${formatCount(refused)}, failed ${formatCount(failed)}, by time.`}
            buckets={buckets}
            series={[
              { label: 'Refused', fill: 'solid', values: buckets.map((bucket) => bucket.failedOpenings.refused) },
              { label: 'Failed', fill: 'hatch', values: buckets.map((bucket) => bucket.failedOpenings.failed) },
            ]}
          />
          {refused + failed > REASONS_COUNTED && <p>{`Why, of the newest ${formatCount(REASONS_COUNTED)}:`}</p>}
          <ul className="list-inside list-disc">
            {reasons.map((reason) => (
              <li key={`${reason.kind} ${reason.status}`}>{`${reasonText(reason)}: ${formatCount(reason.count)}`}</li>
            ))}
          </ul>
        </>
      }
      table={
        <Table
          caption="Presses that did not open the form"
          columns={[
            { key: 'when', label: 'When', width: 'w-2/5' },
            { key: 'refused', label: 'Refused' },
            { key: 'failed', label: 'Failed' },
            { key: 'links', label: 'Opened the form' },
          ]}
        >
          {buckets.map((bucket) => (
            <tr key={bucket.from}>
              <Cell place="wide">{bucketText(bucket)}</Cell>
              <Cell label="Refused">{formatCount(bucket.failedOpenings.refused)}</Cell>
              <Cell label="Failed">{formatCount(bucket.failedOpenings.failed)}</Cell>
              <Cell label="Opened the form">{formatCount(bucket.linksCreated)}</Cell>
            </tr>
          ))}
        </Table>
      }
    />
  );
}
