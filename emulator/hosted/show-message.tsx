/** @jsxImportSource hono/jsx */
import type { Context as HttpContext } from 'hono';
import { messagesFor } from './i18n/catalogue';
import { setPageHeaders } from './security';
import { readLocale } from './session';
import { MessagePage, type PageKey } from './views/message-page';

export type { PageKey };

interface Message {
  page: PageKey;
  status: 200 | 401 | 403 | 404 | 405 | 410 | 413;
  backUrl?: string | null;
  hasFormLink?: boolean;
  /** The language of the link that failed, when there is no cookie to ask. */
  locale?: string | undefined;
}

export function showMessage(c: HttpContext, { page, status, backUrl = null, hasFormLink, locale: wanted }: Message) {
  const locale = readLocale(c, wanted);
  setPageHeaders(c);
  return c.html(
    <MessagePage
      locale={locale}
      t={messagesFor(locale)}
      page={page}
      backUrl={backUrl}
      hasFormLink={hasFormLink ?? false}
    />,
    status,
  );
}
