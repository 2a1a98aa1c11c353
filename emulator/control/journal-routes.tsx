/** @jsxImportSource hono/jsx */
// What went in (requests to the imitated API) and what went out (webhook deliveries).
import { Hono } from 'hono';
import { readForm, toPageNumber } from './form-text';
import { noticeOf, showNotFound, showPage } from './show-page';
import type { ControlContext } from './tools';
import { JournalPage, RequestPage, WebhooksPage } from './views/journal';

const PAGE_SIZE = 100;

export function journalRoutes({ context }: ControlContext): Hono {
  const app = new Hono();
  const { store } = context;

  app.get('/journal', (c) => {
    const search = c.req.query('search')?.trim() ?? '';
    const page = toPageNumber(c.req.query('page'));
    const matching = store.journal
      .list()
      .filter((entry) =>
        `${entry.method} ${entry.path} ${entry.requestId}`.toLowerCase().includes(search.toLowerCase()),
      )
      .reverse();
    const requests = matching.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const pages = Math.max(1, Math.ceil(matching.length / PAGE_SIZE));
    return showPage(
      c,
      <JournalPage
        requests={requests}
        total={matching.length}
        search={search}
        page={page}
        pages={pages}
        notice={noticeOf(c)}
      />,
    );
  });

  app.post('/journal/clear', (c) => {
    store.journal.clear();
    return c.redirect('/journal?done=cleared', 303);
  });

  app.get('/journal/:id', (c) => {
    const entry = store.journal.list().find(({ id }) => String(id) === c.req.param('id'));
    return entry === undefined ? showNotFound(c) : showPage(c, <RequestPage entry={entry} />);
  });

  app.get('/webhooks', (c) => {
    const page = toPageNumber(c.req.query('page'));
    const all = store.listDeliveries().reverse();
    return showPage(
      c,
      <WebhooksPage
        deliveries={all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        webhooks={store.listWebhooks()}
        fixedUrl={context.settings.webhookUrl}
        page={page}
        pages={Math.max(1, Math.ceil(all.length / PAGE_SIZE))}
        notice={noticeOf(c)}
      />,
    );
  });

  app.post('/deliveries/:id/redeliver', async (c) => {
    const text = await readForm(c);
    const delivery = store.redeliver(c.req.param('id'));
    if (delivery === null) return showNotFound(c);
    const isCustomerPage = text('back_to') === `/customers/${delivery.customerId}`;
    return c.redirect(
      isCustomerPage ? `/customers/${delivery.customerId}?done=redelivered` : '/webhooks?done=redelivered',
      303,
    );
  });

  return app;
}
