/** @jsxImportSource hono/jsx */
import type { Child, FC } from 'hono/jsx';
import type { CaughtMail } from '../../mail/mailbox';
import { ControlLayout, type Notice } from './layout';
import { Card, Facts, Instant, Table } from './parts';

export const MailboxPage: FC<{ mails: readonly CaughtMail[]; notice: Notice | null }> = ({ mails, notice }) => (
  <ControlLayout title="Mail" section="Mail" notice={notice}>
    <div class="row spread">
      <h1>Mail</h1>
      {mails.length > 0 ? (
        <form method="post" action="/mail/clear">
          <button class="button" type="submit">
            Clear the mailbox
          </button>
        </form>
      ) : null}
    </div>
    <Table
      label="Messages"
      heads={['Subject', 'To', 'From', 'Received (UTC)']}
      empty="No mail was caught. Programs that send to the emulator’s SMTP address appear here; nothing is ever forwarded."
      rows={mails.map((mail) => (
        <tr key={mail.id}>
          <th scope="row">
            <a class="row-link" href={`/mail/${mail.id}`}>
              {mail.subject || '(no subject)'}
            </a>
          </th>
          <td>{mail.to.join(', ')}</td>
          <td>{mail.from}</td>
          <td>
            <Instant at={mail.at} />
          </td>
        </tr>
      ))}
    />
  </ControlLayout>
);

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/;

/** The text with its web addresses as links, so that a person can follow an invitation. */
function withLinks(text: string): Child[] {
  return text.split(ADDRESS).map((part) =>
    ADDRESS.test(part) ? (
      <a key={part} href={part} rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

export const MailPage: FC<{ mail: CaughtMail }> = ({ mail }) => (
  <ControlLayout title={mail.subject || 'Message'} section="Mail">
    <p>
      <a href="/mail">Back to the mailbox</a>
    </p>
    <h1>{mail.subject || '(no subject)'}</h1>
    <Card title="Envelope" id="envelope">
      <Facts
        facts={[
          ['From', mail.from],
          ['To', mail.to.join(', ')],
          ['Received (UTC)', { at: mail.at }],
        ]}
      />
    </Card>
    <Card title="Text" id="text">
      {mail.text ? <pre>{withLinks(mail.text)}</pre> : <p class="soft">No text part.</p>}
    </Card>
    {mail.html === null ? null : (
      <Card title="HTML" id="html">
        <iframe
          class="mail-frame"
          title="The message as HTML"
          src={`/mail/${mail.id}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      </Card>
    )}
    <Card title="Headers" id="headers">
      <pre>
        {Object.entries(mail.headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}
      </pre>
    </Card>
  </ControlLayout>
);
