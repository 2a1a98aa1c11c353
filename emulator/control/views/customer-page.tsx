/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import { type Customer, type Delivery, type Grant, isEditable, type JournalEntry } from '../../model';
import type { Settings } from '../../settings-schema';
import type { FormText } from '../form-text';
import { AnswersCard } from './answers';
import { customerName } from './customer-list';
import { DecisionCard, StatusCard } from './decision';
import { DeliveryTable, LinkTable, RequestTable } from './history';
import { ControlLayout, type Notice } from './layout';
import { Card, Facts, StatusTag } from './parts';

export interface Refused {
  card: 'decision' | 'status';
  /** What the form held: its card shows it instead of what is stored. */
  typed: FormText;
}

interface Props {
  customer: Customer;
  settings: Settings;
  now: number;
  links: readonly Grant[];
  requests: readonly JournalEntry[];
  deliveries: readonly Delivery[];
  notice: Notice | null;
  refused?: Refused | undefined;
}

export const CustomerPage: FC<Props> = ({ customer, settings, now, links, requests, deliveries, notice, refused }) => (
  <ControlLayout title={customerName(customer)} section="Customers" notice={notice}>
    <div class="row spread">
      <div class="row">
        <h1>{customerName(customer)}</h1>
        <StatusTag status={customer.status} />
      </div>
      {isEditable(customer.status, settings) ? (
        <form method="post" action={`/customers/${customer.id}/open-form`}>
          <button class="button" type="submit">
            Open the form as the customer
          </button>
        </form>
      ) : null}
    </div>
    <div class="columns">
      <div class="stack">
        <DecisionCard customer={customer} typed={refused?.card === 'decision' ? refused.typed : null} />
        <AnswersCard customer={customer} />
      </div>
      <div class="stack">
        <Card title="Facts" id="facts">
          <Facts
            facts={[
              ['Customer id', { code: customer.id }],
              ['E-mail', customer.email],
              ['Contact', `${customer.firstName} ${customer.lastName}`],
              ['Entity', settings.entities.find(({ id }) => id === customer.entityId)?.name ?? customer.entityId],
              ['Form editable', isEditable(customer.status, settings) ? 'yes' : 'no'],
              ['Steps complete', customer.completedSteps.join(', ')],
              ['Created (UTC)', { at: customer.createdAt }],
              ['Updated (UTC)', { at: customer.updatedAt }],
              ['Submitted (UTC)', { at: customer.submittedAt }],
              ['Automatic review (UTC)', { at: customer.reviewDueAt }],
            ]}
          />
        </Card>
        <StatusCard customer={customer} typed={refused?.card === 'status' ? refused.typed : null} />
      </div>
    </div>
    <Card title="Onboarding links" id="links">
      <LinkTable links={links} now={now} />
    </Card>
    <Card title="Webhook deliveries" id="deliveries">
      <DeliveryTable deliveries={deliveries} backTo={`/customers/${customer.id}`} />
    </Card>
    <Card title="Requests" id="requests">
      <RequestTable requests={requests} empty="No request about this customer is in the journal." />
    </Card>
  </ControlLayout>
);
