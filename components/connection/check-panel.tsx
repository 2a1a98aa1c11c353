import { ActionButton } from '@/components/forms/action-button';
import { Badge } from '@/components/ui/badge';
import { CopyText } from '@/components/ui/copy-text';
import { type Description, DescriptionList } from '@/components/ui/description-list';
import { LocalTime } from '@/components/ui/local-time';
import { Panel } from '@/components/ui/panel';
import type { UpstreamCheck, UpstreamProbe } from '@/lib/features/connection/rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';

interface CheckPanelProps {
  readonly check: UpstreamCheck | null;
  readonly action: StatefulAction;
}

/** Checks on request whether 1Money accepts the credentials. */
export function CheckPanel({ check, action }: CheckPanelProps) {
  return (
    <Panel title="Credential check">
      <div className="grid gap-3 px-4 py-3">
        <p className="text-muted">
          Signs two requests with the configured credentials: the echo, and a list of one customer. Nothing is changed
          at 1Money.
        </p>
        <ActionButton action={action} size="sm">
          Check the credentials
        </ActionButton>
      </div>
      {check ? (
        <div className="border-t border-line">
          <DescriptionList
            items={[
              {
                term: 'Last check',
                value: (
                  <>
                    <LocalTime at={check.at} />
                    <span>{` by ${check.by}`}</span>
                  </>
                ),
              },
              toItem('Echo', check.echo),
              toItem('List', check.list),
            ]}
          />
        </div>
      ) : (
        <p className="border-t border-line px-4 py-3 text-muted">Nobody has checked yet.</p>
      )}
    </Panel>
  );
}

const PROBLEM_TEXT: Readonly<Record<string, string>> = {
  credentials: '1Money does not accept the credentials. Check ONEMONEY_ACCESS_KEY and ONEMONEY_SECRET_KEY.',
  forbidden: '1Money accepts the credentials but does not allow this to them.',
  network: 'No connection to 1Money could be made. Check ONEMONEY_BASE_URL and the network.',
  timeout: '1Money did not answer in time.',
  http: '1Money answered with an error of its own.',
  breaker: 'The portal waits half a minute, because 1Money failed several times in a row.',
  rate_limited: '1Money is busy: your company’s request limit is used up.',
  upstream_rejected: '1Money refused the request.',
  unexpected_response: '1Money’s answer could not be read.',
};

function toItem(term: string, probe: UpstreamProbe): Description {
  const { problem, httpStatus, requestId, durationMs } = probe;
  return {
    term,
    value: (
      <span className="grid gap-1">
        <span className="flex flex-wrap items-center gap-x-3">
          <Badge tone={problem === null ? 'good' : 'bad'}>{problem === null ? 'Works' : 'Does not work'}</Badge>
          <span className="text-muted">{`${durationMs} ms${httpStatus !== null ? `, HTTP ${httpStatus}` : ''}`}</span>
        </span>
        {problem !== null && <span>{PROBLEM_TEXT[problem] ?? problem.replaceAll('_', ' ')}</span>}
        {requestId !== null && (
          <span className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
            1Money request{' '}
            <code translate="no" className="font-mono break-all">
              {requestId}
            </code>
            <CopyText text={requestId} what={`request id of the ${term.toLowerCase()}`} />
          </span>
        )}
      </span>
    ),
  };
}
