/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import { ControlLayout, type Notice } from './layout';
import { Card, Labelled, Table } from './parts';

export interface FaultInput {
  fault: string;
  method: string;
  path: string;
  times: string;
}

interface FaultRow {
  id: number;
  fault: string;
  match: Readonly<Record<string, string | undefined>>;
  times: number;
  skip: number;
  used: number;
}

const EXAMPLES: ReadonlyArray<readonly [string, string]> = [
  ['timeout_before', 'never answers, nothing is done'],
  ['timeout_after', 'does it, then never answers'],
  ['reset_before', 'cuts the connection, nothing is done'],
  ['reset_after', 'does it, then cuts the connection'],
  ['status:503', 'answers this status, nothing is done'],
  ['rate_limit:4', 'a real 429, wait 4 seconds'],
  ['rate_limit_in_200:4', 'the same hidden in a 200'],
  ['truncate', 'half of the answer'],
  ['html', 'a page instead of JSON'],
  ['slow:10', '10 bytes a second'],
  ['unknown_status', 'a status nobody knows'],
  ['missing_field', 'an answer without one of its fields'],
  ['webhook_drop', 'a delivery is not sent'],
  ['webhook_duplicate', 'a delivery is sent twice'],
  ['webhook_shuffle', 'deliveries arrive out of order'],
  ['webhook_forge', 'a delivery with a wrong signature'],
];

function matchText(match: FaultRow['match']): string {
  const parts = Object.entries(match).filter(([, value]) => value !== undefined);
  return parts.length === 0 ? 'anything' : parts.map(([name, value]) => `${name} ${value}`).join(', ');
}

interface Props {
  faults: readonly FaultRow[];
  input: FaultInput;
  notice: Notice | null;
}

export const FaultsPage: FC<Props> = ({ faults, input, notice }) => (
  <ControlLayout title="Faults" section="Faults" notice={notice}>
    <h1>Faults</h1>
    <div class="columns">
      <Card title="Waiting" id="waiting">
        <Table
          label="Waiting faults"
          heads={['Fault', 'Matches', 'Used', '']}
          empty="None. Everything works as it should."
          rows={faults.map((fault) => (
            <tr key={fault.id}>
              <td class="mono">{fault.fault}</td>
              <td>{matchText(fault.match)}</td>
              <td class="numbers">
                {fault.used} of {fault.times}
                {fault.skip > 0 ? `, after ${fault.skip} more` : ''}
              </td>
              <td>
                <form method="post" action={`/faults/${fault.id}/remove`}>
                  <button class="button compact" type="submit" aria-label={`Remove ${fault.fault}`}>
                    Remove
                  </button>
                </form>
              </td>
            </tr>
          ))}
        />
        {faults.length > 0 ? (
          <form method="post" action="/faults/clear">
            <button class="button" type="submit">
              Clear all faults
            </button>
          </form>
        ) : null}
      </Card>
      <Card title="Add a fault" id="add">
        <form class="stack" method="post" action="/faults">
          <Labelled label="Fault" id="fault" hint="A name, some with a value after a colon.">
            <input
              class="input"
              id="fault"
              name="fault"
              list="fault-names"
              value={input.fault}
              autocomplete="off"
              aria-describedby="fault-hint"
            />
          </Labelled>
          <datalist id="fault-names">
            {EXAMPLES.map(([name]) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <div class="pair">
            <Labelled label="Method" id="method" hint="Empty: any.">
              <input
                class="input"
                id="method"
                name="method"
                value={input.method}
                autocomplete="off"
                aria-describedby="method-hint"
              />
            </Labelled>
            <Labelled label="Times" id="times" hint="Then it is gone.">
              <input
                class="input"
                id="times"
                name="times"
                inputmode="numeric"
                value={input.times}
                autocomplete="off"
                aria-describedby="times-hint"
              />
            </Labelled>
          </div>
          <Labelled label="Path" id="path" hint="Its beginning, or a pattern with *; empty: any.">
            <input
              class="input"
              id="path"
              name="path"
              value={input.path}
              autocomplete="off"
              aria-describedby="path-hint"
            />
          </Labelled>
          <div class="actions">
            <button class="button primary" type="submit">
              Add fault
            </button>
          </div>
        </form>
      </Card>
    </div>
    <Card title="What there is" id="names">
      <dl class="facts">
        {EXAMPLES.map(([name, meaning]) => (
          <div key={name}>
            <dt class="mono">{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Card>
  </ControlLayout>
);
