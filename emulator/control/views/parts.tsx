/** @jsxImportSource hono/jsx */
// Small pieces that several control pages share.
import type { Child, FC } from 'hono/jsx';

const TONES: Readonly<Record<string, string>> = {
  INIT: '',
  PENDING_RESPONSE: 'warn',
  REJECTED: 'bad',
  PENDING_REVIEW: 'busy',
  UNDER_REVIEW: 'busy',
  ESCALATED: 'busy',
  PENDING_APPROVAL: 'busy',
  PROVISIONING: 'busy',
  APPROVED: 'good',
};

export const StatusTag: FC<{ status: string }> = ({ status }) => (
  <span class={`tag ${TONES[status] ?? 'warn'}`}>{status}</span>
);

/** UTC to the second: the reader compares it with logs of other programs. */
export function formatInstant(epochMs: number | null): string {
  return epochMs === null ? '–' : new Date(epochMs).toISOString().replace('T', ' ').slice(0, 19);
}

export const Instant: FC<{ at: number | null }> = ({ at }) =>
  at === null ? (
    <span>–</span>
  ) : (
    <time class="numbers" datetime={new Date(at).toISOString()}>
      {formatInstant(at)}
    </time>
  );

interface TableProps {
  label: string;
  heads: readonly string[];
  /** Said instead of an empty table. */
  empty: string;
  rows: readonly Child[];
}

/** Scrolls sideways by itself on a narrow screen, reachable by keyboard, so that the page never does. */
export const Table: FC<TableProps> = ({ label, heads, empty, rows }) =>
  rows.length === 0 ? (
    <p class="soft">{empty}</p>
  ) : (
    <section class="table-frame" tabindex={0} aria-label={`${label}, table`}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head || <span class="visually-hidden">Action</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows}</tbody>
      </table>
    </section>
  );

/** Text, or something that is shown in its own way. */
export type FactValue = string | { at: number | null } | { code: string } | { href: string; text: string };

export const Facts: FC<{ facts: ReadonlyArray<readonly [string, FactValue]> }> = ({ facts }) => (
  <dl class="facts">
    {facts.map(([label, value]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          <Fact value={value} />
        </dd>
      </div>
    ))}
  </dl>
);

const Fact: FC<{ value: FactValue }> = ({ value }) => {
  if (typeof value === 'string') return value === '' ? <span class="soft">–</span> : <span>{value}</span>;
  if ('at' in value) return <Instant at={value.at} />;
  if ('code' in value) return <span class="mono">{value.code}</span>;
  return <a href={value.href}>{value.text}</a>;
};

interface CardProps {
  title: string;
  id: string;
  children?: Child;
}

export const Card: FC<CardProps> = ({ title, id, children }) => (
  <section class="card" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

interface LabelledProps {
  label: string;
  id: string;
  hint?: string;
  children?: Child;
}

export const Labelled: FC<LabelledProps> = ({ label, id, hint, children }) => (
  <div class="field">
    <label class="label" for={id}>
      {label}
    </label>
    {hint ? (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    ) : null}
    {children}
  </div>
);

/** Pages through `page=`, keeping the other parameters. */
export const Pager: FC<{ path: string; query: Readonly<Record<string, string>>; page: number; pages: number }> = ({
  path,
  query,
  page,
  pages,
}) => {
  if (pages <= 1) return null;
  const href = (to: number) => `${path}?${new URLSearchParams({ ...query, page: String(to) })}`;
  return (
    <nav class="row" aria-label="Pages">
      {page > 1 ? (
        <a class="button compact" href={href(page - 1)}>
          Previous
        </a>
      ) : null}
      <span class="numbers small">
        Page {page.toLocaleString('en')} of {pages.toLocaleString('en')}
      </span>
      {page < pages ? (
        <a class="button compact" href={href(page + 1)}>
          Next
        </a>
      ) : null}
    </nav>
  );
};
