/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Delivery, JournalEntry, Webhook } from '../../model';
import { AnswerTag, DeliveryTable, RequestTable } from './history';
import { ControlLayout, type Notice } from './layout';
import { Card, Facts, Instant, Labelled, Pager, Table } from './parts';

interface JournalProps {
  requests: readonly JournalEntry[];
  total: number;
  search: string;
  page: number;
  pages: number;
  notice: Notice | null;
}

export const JournalPage: FC<JournalProps> = ({ requests, total, search, page, pages, notice }) => (
  <ControlLayout title="Requests" section="Requests" notice={notice}>
    <div class="row spread">
      <h1>Requests</h1>
      <p class="soft numbers">{total.toLocaleString('en')} in the journal</p>
    </div>
    <div class="row spread">
      <search>
        <form class="row" method="get" action="/journal">
          <Labelled label="Search" id="search" hint="Method, path or request id">
            <input
              class="input"
              id="search"
              name="search"
              type="search"
              value={search}
              autocomplete="off"
              aria-describedby="search-hint"
            />
          </Labelled>
          <button class="button primary" type="submit">
            Show
          </button>
        </form>
      </search>
      <form method="post" action="/journal/clear">
        <button class="button" type="submit">
          Clear the journal
        </button>
      </form>
    </div>
    <RequestTable requests={requests} empty={search ? 'No request matches.' : 'No request has come in yet.'} />
    <Pager path="/journal" query={{ search }} page={page} pages={pages} />
  </ControlLayout>
);

/** Indented when it is JSON; as it is otherwise, because broken bodies are what one comes here to see. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

export const RequestPage: FC<{ entry: JournalEntry }> = ({ entry }) => (
  <ControlLayout title={`Request ${entry.id}`} section="Requests">
    <div class="row">
      <h1>Request {entry.id}</h1>
      <AnswerTag status={entry.answer?.status ?? null} />
    </div>
    <div class="columns">
      <div class="stack">
        <Card title="Sent" id="sent">
          <p class="mono">
            {entry.method} {entry.path}
            {entry.query}
          </p>
          {entry.body ? <pre>{pretty(entry.body)}</pre> : <p class="soft">No body.</p>}
        </Card>
        <Card title="Answered" id="answered">
          {entry.answer ? <pre>{pretty(entry.answer.body)}</pre> : <p class="soft">No answer was sent.</p>}
        </Card>
      </div>
      <Card title="Facts" id="facts">
        <Facts
          facts={[
            ['Time (UTC)', { at: entry.at }],
            ['Request id', { code: entry.requestId }],
            ['Credentials', entry.auth.replaceAll('_', ' ')],
            ['Entity', entry.entityId ?? ''],
            ['Customer', entry.customerId ? { href: `/customers/${entry.customerId}`, text: entry.customerId } : ''],
            ['Idempotency key', entry.idempotencyKey ?? ''],
            ['Header names', entry.headerNames.join(', ')],
            ['Fault', entry.fault ?? ''],
          ]}
        />
      </Card>
    </div>
  </ControlLayout>
);

interface WebhooksProps {
  deliveries: readonly Delivery[];
  webhooks: readonly Webhook[];
  fixedUrl: string | null;
  page: number;
  pages: number;
  notice: Notice | null;
}

export const WebhooksPage: FC<WebhooksProps> = ({ deliveries, webhooks, fixedUrl, page, pages, notice }) => (
  <ControlLayout title="Webhooks" section="Webhooks" notice={notice}>
    <h1>Webhooks</h1>
    <Card title="Receivers" id="receivers">
      <Facts facts={[['From the settings', fixedUrl === null ? '' : { code: fixedUrl }]]} />
      <Table
        label="Registered receivers"
        heads={['Address', 'Entity', 'Memo', 'Registered (UTC)']}
        empty="None was registered through the API."
        rows={webhooks.map((webhook) => (
          <tr key={webhook.id}>
            <td class="mono">{webhook.callbackUrl}</td>
            <td>{webhook.entityId}</td>
            <td>{webhook.memo ?? '–'}</td>
            <td>
              <Instant at={webhook.createdAt} />
            </td>
          </tr>
        ))}
      />
    </Card>
    <Card title="Deliveries" id="deliveries">
      <DeliveryTable deliveries={deliveries} backTo="/webhooks" />
      <Pager path="/webhooks" query={{}} page={page} pages={pages} />
    </Card>
  </ControlLayout>
);
