/** @jsxImportSource hono/jsx */
// What happened around a customer: links, requests, webhook deliveries.
import type { FC } from 'hono/jsx';
import type { Delivery, Grant, JournalEntry } from '../../model';
import { Instant, Table } from './parts';

function linkState(link: Grant, now: number): { text: string; tone: string } {
  if (link.exchangedAt !== null) return { text: 'used', tone: 'good' };
  if (link.revokedAt !== null) return { text: 'revoked', tone: 'bad' };
  return now >= link.expiresAt ? { text: 'expired', tone: '' } : { text: 'open', tone: 'busy' };
}

/** Only the beginning of a token is shown: the page is for looking, and a whole one would open the form. */
export const LinkTable: FC<{ links: readonly Grant[]; now: number }> = ({ links, now }) => (
  <Table
    label="Onboarding links"
    heads={['Token', 'State', 'Created (UTC)', 'Expires (UTC)', 'Exchanged (UTC)', 'Language', '']}
    empty="No link was created yet."
    rows={links.map((link) => {
      const state = linkState(link, now);
      return (
        <tr key={link.token}>
          <td class="mono">{link.token.slice(0, 6)}…</td>
          <td>
            <span class={`tag ${state.tone}`}>{state.text}</span>
          </td>
          <td>
            <Instant at={link.createdAt} />
          </td>
          <td>
            <Instant at={link.expiresAt} />
          </td>
          <td>
            <Instant at={link.exchangedAt} />
          </td>
          <td>{link.locale}</td>
          <td>
            {state.text === 'open' ? (
              <form method="post" action={`/customers/${link.customerId}/revoke`}>
                <input type="hidden" name="token" value={link.token} />
                <button class="button compact" type="submit">
                  Revoke
                </button>
              </form>
            ) : null}
          </td>
        </tr>
      );
    })}
  />
);

export const RequestTable: FC<{ requests: readonly JournalEntry[]; empty: string }> = ({ requests, empty }) => (
  <Table
    label="Requests"
    heads={['Time (UTC)', 'Request', 'Credentials', 'Answer', 'Fault', '']}
    empty={empty}
    rows={requests.map((entry) => (
      <tr key={entry.id}>
        <td>
          <Instant at={entry.at} />
        </td>
        <td class="mono">
          {entry.method} {entry.path}
        </td>
        <td>{entry.auth.replaceAll('_', ' ')}</td>
        <td>
          <AnswerTag status={entry.answer?.status ?? null} />
        </td>
        <td>{entry.fault ?? '–'}</td>
        <td>
          <a href={`/journal/${entry.id}`}>
            Details<span class="visually-hidden"> of request {entry.id}</span>
          </a>
        </td>
      </tr>
    ))}
  />
);

export const AnswerTag: FC<{ status: number | null }> = ({ status }) =>
  status === null ? (
    <span class="tag warn">none</span>
  ) : (
    <span class={`tag ${status < 400 ? 'good' : 'bad'}`}>{status}</span>
  );

const STATE_TONES: Record<Delivery['state'], string> = {
  pending: 'busy',
  delivered: 'good',
  failed: 'bad',
  dropped: 'warn',
};

export const DeliveryTable: FC<{ deliveries: readonly Delivery[]; backTo: string }> = ({ deliveries, backTo }) => (
  <Table
    label="Webhook deliveries"
    heads={['Created (UTC)', 'Event', 'To', 'State', 'Attempts', '']}
    empty="Nothing was sent. Set a webhook address in the settings, or register one through the API."
    rows={deliveries.map((delivery) => {
      const last = delivery.attempts.at(-1);
      const outcome = last === undefined ? '' : ` (last: ${last.status ?? last.note ?? 'no answer'})`;
      return (
        <tr key={delivery.id}>
          <td>
            <Instant at={delivery.createdAt} />
          </td>
          <td>
            <a href={`/customers/${delivery.customerId}`}>{delivery.eventName}</a>
          </td>
          <td class="mono">{delivery.url}</td>
          <td>
            <span class={`tag ${STATE_TONES[delivery.state]}`}>{delivery.state}</span>
          </td>
          <td class="numbers">
            {delivery.attempts.length}
            {outcome}
          </td>
          <td>
            <form method="post" action={`/deliveries/${delivery.id}/redeliver`}>
              <input type="hidden" name="back_to" value={backTo} />
              <button class="button compact" type="submit">
                Redeliver
              </button>
            </form>
          </td>
        </tr>
      );
    })}
  />
);
