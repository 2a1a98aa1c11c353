/** @jsxImportSource hono/jsx */
// What the reviewer asks to be corrected. The words are upstream's own: shown as plain text, never translated.
import type { FC } from 'hono/jsx';
import type { ReviewIssue } from '../../model';
import type { Messages } from '../i18n/catalogue';

const IssueText: FC<{ t: Messages; issue: ReviewIssue }> = ({ t, issue }) => (
  <>
    {issue.description ? <p>{issue.description}</p> : null}
    {issue.rejectReason ? (
      <p class="small">
        {t.flagged.reason}: {issue.rejectReason}
      </p>
    ) : null}
  </>
);

/** The note inside a flagged group of fields. */
export const IssueNote: FC<{ t: Messages; issue: ReviewIssue | null; id: string }> = ({ t, issue, id }) =>
  issue === null ? null : (
    <div class="notice warn" id={id}>
      <p>
        <strong>{t.flagged.groupLabel}</strong>
      </p>
      <IssueText t={t} issue={issue} />
    </div>
  );

export interface FlaggedItem {
  label: string;
  href: string;
  issue: ReviewIssue;
  /** The words are beside the fields of this very page; saying them twice would look like two requests. */
  isShownBelow: boolean;
}

interface OverviewProps {
  t: Messages;
  isRejected: boolean;
  items: readonly FlaggedItem[];
}

/** All flagged items, with a link to each place; shown above the form until it is sent again. */
export const FlaggedOverview: FC<OverviewProps> = ({ t, isRejected, items }) => {
  if (items.length === 0 && !isRejected) return null;
  return (
    <section class="notice warn" aria-labelledby="flagged-title">
      <h2 id="flagged-title">{isRejected ? t.flagged.rejectedTitle : t.flagged.title}</h2>
      <p class="small">{isRejected ? t.flagged.rejectedIntro : t.flagged.intro}</p>
      {items.length > 0 ? (
        <ul>
          {items.map(({ label, href, issue, isShownBelow }) => (
            <li key={href}>
              <a href={href}>{label}</a>
              {isShownBelow ? null : <IssueText t={t} issue={issue} />}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
};
