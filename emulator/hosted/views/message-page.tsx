/** @jsxImportSource hono/jsx */
// Pages without a form: what happened, and the one thing that can be done about it.
import type { FC } from 'hono/jsx';
import type { Locale, Messages } from '../i18n/catalogue';
import { FormLayout } from './layout';

export type PageKey = {
  [Key in keyof Messages['pages']]: Messages['pages'][Key] extends { title: string } ? Key : never;
}[keyof Messages['pages']];

const NEEDS_LINK: ReadonlySet<PageKey> = new Set([
  'grantUsed',
  'grantExpired',
  'grantRevoked',
  'grantUnknown',
  'sessionMissing',
  'sessionExpired',
]);

interface Props {
  locale: Locale;
  t: Messages;
  page: PageKey;
  /** The partner's page, when it is known. */
  backUrl: string | null;
  hasFormLink?: boolean;
}

export const MessagePage: FC<Props> = ({ locale, t, page, backUrl, hasFormLink = false }) => {
  const { title, body } = t.pages[page];
  const isGood = page === 'thanks' || page === 'left';
  return (
    <FormLayout locale={locale} t={t} title={title}>
      <div class="card message">
        <span class={isGood ? 'message-mark good' : 'message-mark'} aria-hidden="true">
          {isGood ? '✓' : 'i'}
        </span>
        <h1>{title}</h1>
        <div class="stack-tight">
          <p>{body}</p>
          {NEEDS_LINK.has(page) ? (
            <>
              <p>{t.pages.askForLink}</p>
              <p class="soft">{t.pages.answersKept}</p>
            </>
          ) : null}
        </div>
        {backUrl || hasFormLink ? (
          <div class="actions">
            {hasFormLink ? (
              <a class="button primary" href="/onboarding">
                {t.pages.backToForm}
              </a>
            ) : null}
            {backUrl ? (
              <a class={hasFormLink ? 'button' : 'button primary'} href={backUrl} rel="noreferrer">
                {t.buttons.backToPartner}
              </a>
            ) : null}
          </div>
        ) : null}
      </div>
    </FormLayout>
  );
};
