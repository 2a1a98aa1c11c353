/** @jsxImportSource hono/jsx */
// The reviewer's desk: flags with reasons, the three usual decisions, and any other status.
import type { FC } from 'hono/jsx';
import { type Customer, KYB_STATUSES, type Person } from '../../model';
import type { FormText } from '../form-text';
import { Card, Labelled } from './parts';

const COMPANY_REASONS = [
  'Document unreadable',
  'Name mismatch',
  'Address not verified',
  'Ownership unclear',
  'Business activity',
];
const PERSON_REASONS = ['Document expired', 'Name mismatch', 'Date of birth mismatch', 'Ownership incomplete'];

export function personTitle(person: Person): string {
  return `${person.firstName ?? ''} ${person.lastName ?? ''}`.trim() || 'Unnamed person';
}

interface DecisionProps {
  customer: Customer;
  /** What a refused form held; null: what is stored. */
  typed: FormText | null;
}

export const DecisionCard: FC<DecisionProps> = ({ customer, typed }) => {
  const issues = customer.reviewIssues;
  const shown = (name: string, stored: string | undefined) => typed?.(name) ?? stored ?? '';
  return (
    <Card title="Decide" id="decide">
      <form class="stack" method="post" action={`/customers/${customer.id}/decision`}>
        <fieldset class="stack-tight">
          <legend>Company</legend>
          <div class="pair">
            <Labelled label="Reason" id="company-reason">
              <input
                class="input"
                id="company-reason"
                name="company.reason"
                list="company-reasons"
                value={shown('company.reason', issues?.company?.rejectReason)}
                autocomplete="off"
              />
            </Labelled>
            <Labelled label="Description" id="company-description">
              <textarea class="input low" id="company-description" name="company.description" rows={2}>
                {shown('company.description', issues?.company?.description)}
              </textarea>
            </Labelled>
          </div>
        </fieldset>
        {customer.answers.persons.map((person) => {
          const name = personTitle(person);
          const issue = issues?.persons.find(({ personId }) => personId === person.id);
          return (
            <fieldset key={person.id} class="stack-tight">
              <legend>{name}</legend>
              <div class="pair">
                <Labelled label={`Reason for ${name}`} id={`reason-${person.id}`}>
                  <input
                    class="input"
                    id={`reason-${person.id}`}
                    name={`person.${person.id}.reason`}
                    list="person-reasons"
                    value={shown(`person.${person.id}.reason`, issue?.rejectReason)}
                    autocomplete="off"
                  />
                </Labelled>
                <Labelled label={`Description for ${name}`} id={`description-${person.id}`}>
                  <textarea
                    class="input low"
                    id={`description-${person.id}`}
                    name={`person.${person.id}.description`}
                    rows={2}
                  >
                    {shown(`person.${person.id}.description`, issue?.description)}
                  </textarea>
                </Labelled>
              </div>
            </fieldset>
          );
        })}
        <Suggestions id="company-reasons" values={COMPANY_REASONS} />
        <Suggestions id="person-reasons" values={PERSON_REASONS} />
        <p class="hint">
          What is filled in becomes a flagged item of “Ask for correction” and “Reject”. “Approve” removes all flags.
        </p>
        <div class="actions">
          <button class="button primary" type="submit" name="decision" value="ask">
            Ask for correction
          </button>
          <button class="button" type="submit" name="decision" value="approve">
            Approve
          </button>
          <button class="button danger" type="submit" name="decision" value="reject">
            Reject
          </button>
        </div>
      </form>
    </Card>
  );
};

export const StatusCard: FC<DecisionProps> = ({ customer, typed }) => {
  const isKnown = KYB_STATUSES.some((status) => status === customer.status);
  const chosen = typed?.('status') ?? customer.status;
  return (
    <Card title="Any other decision" id="other-decision">
      <form class="stack" method="post" action={`/customers/${customer.id}/status`}>
        <Labelled label="Status" id="status">
          <select class="input" id="status" name="status">
            {KYB_STATUSES.map((status) => (
              <option key={status} value={status} selected={status === chosen}>
                {status}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled label="Or an invented one" id="invented" hint="Wins over the list when filled in.">
          <input
            class="input"
            id="invented"
            name="invented"
            maxlength={100}
            value={typed?.('invented') ?? (isKnown ? '' : customer.status)}
            autocomplete="off"
            aria-describedby="invented-hint"
          />
        </Labelled>
        <div class="choice">
          <input
            type="checkbox"
            id="clear-flags"
            name="clear_flags"
            value="yes"
            checked={typed?.('clear_flags') === 'yes'}
          />
          <label for="clear-flags">Remove all flags</label>
        </div>
        <div class="actions">
          <button class="button" type="submit">
            Set status
          </button>
        </div>
      </form>
    </Card>
  );
};

const Suggestions: FC<{ id: string; values: readonly string[] }> = ({ id, values }) => (
  <datalist id={id}>
    {values.map((value) => (
      <option key={value} value={value} />
    ))}
  </datalist>
);
