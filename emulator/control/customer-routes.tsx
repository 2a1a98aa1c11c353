/** @jsxImportSource hono/jsx */
// The list of customers, one customer, and what a reviewer may do to it.
import { Hono, type Context as HttpContext } from 'hono';
import type { Customer, ReviewIssues } from '../model';
import { readForm, toPageNumber } from './form-text';
import { noticeOf, showNotFound, showPage } from './show-page';
import type { ControlContext } from './tools';
import { CustomerListPage } from './views/customer-list';
import { CustomerPage, type Refused } from './views/customer-page';
import { personTitle } from './views/decision';
import type { Notice } from './views/layout';

const PAGE_SIZE = 50;
const HISTORY_SIZE = 50;

export function customerRoutes({ context }: ControlContext): Hono {
  const app = new Hono();
  const { store } = context;

  app.get('/', (c) => {
    const query = { search: c.req.query('search')?.trim() ?? '', status: c.req.query('status')?.trim() ?? '' };
    const wanted = toPageNumber(c.req.query('page'));
    const filter = { search: query.search, status: query.status || null, limit: PAGE_SIZE };
    const found = store.listCustomers({ ...filter, offset: (wanted - 1) * PAGE_SIZE });
    const { total } = found;
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const page = Math.min(wanted, pages);
    // An old address may point beyond the end of a list that has become shorter: its last page is the nearest answer.
    const { customers } = page === wanted ? found : store.listCustomers({ ...filter, offset: (page - 1) * PAGE_SIZE });
    return showPage(
      c,
      <CustomerListPage
        customers={customers}
        total={total}
        query={query}
        page={page}
        pages={pages}
        notice={noticeOf(c)}
      />,
    );
  });

  app.get('/customers/:id', (c) => {
    const customer = store.getCustomer(c.req.param('id'));
    return customer === null ? showNotFound(c) : showCustomer(c, customer, noticeOf(c));
  });

  app.post('/customers/:id/decision', async (c) => {
    const customer = store.getCustomer(c.req.param('id'));
    if (customer === null) return showNotFound(c);
    const text = await readForm(c);
    const issues = parseIssues(customer, text);
    switch (text('decision')) {
      case 'approve':
        store.setStatus(customer.id, 'APPROVED', null);
        return c.redirect(`/customers/${customer.id}?done=approved`, 303);
      case 'reject':
        store.setStatus(customer.id, 'REJECTED', issues);
        return c.redirect(`/customers/${customer.id}?done=rejected`, 303);
      case 'ask':
        if (issues === null)
          return refuse(c, customer, 'Say what to correct: fill in at least one reason or description.', {
            card: 'decision',
            typed: text,
          });
        store.setStatus(customer.id, 'PENDING_RESPONSE', issues);
        return c.redirect(`/customers/${customer.id}?done=asked`, 303);
      default:
        return refuse(c, customer, 'Press one of the three buttons.', { card: 'decision', typed: text });
    }
  });

  app.post('/customers/:id/status', async (c) => {
    const customer = store.getCustomer(c.req.param('id'));
    if (customer === null) return showNotFound(c);
    const text = await readForm(c);
    const status = text('invented') || text('status');
    if (status === '' || status.length > 100) {
      return refuse(c, customer, 'A status has 1 to 100 characters.', { card: 'status', typed: text });
    }
    store.setStatus(customer.id, status, text('clear_flags') === 'yes' ? null : undefined);
    return c.redirect(`/customers/${customer.id}?done=status`, 303);
  });

  app.post('/customers/:id/open-form', (c) => {
    const id = c.req.param('id');
    const redirectUrl = new URL(`/customers/${id}`, c.req.url).href;
    const made = store.createGrant(id, { redirectUrl, locale: context.settings.locales[0] ?? 'en-US' });
    if (made.kind === 'unknown') return showNotFound(c);
    if (made.kind === 'locked') {
      return showCustomer(c, made.customer, { tone: 'bad', text: `The form is locked in ${made.customer.status}.` });
    }
    return c.redirect(`/onboarding?grant=${encodeURIComponent(made.grant.token)}`, 303);
  });

  app.post('/customers/:id/revoke', async (c) => {
    const text = await readForm(c);
    const link = store.linksOf(c.req.param('id')).find(({ token }) => token === text('token'));
    if (link === undefined) return showNotFound(c);
    store.revokeGrant(link.token);
    return c.redirect(`/customers/${link.customerId}?done=revoked`, 303);
  });

  app.get('/customers/:id/documents/:uploadId', (c) => {
    const found = store.readUpload(c.req.param('id'), c.req.param('uploadId'));
    if (found === null) return showNotFound(c);
    // A stranger's file is handed over as a download and never as a page of this origin.
    return c.body(new Uint8Array(found.bytes), 200, {
      'Content-Type': found.upload.contentType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.upload.fileName)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
  });

  function refuse(c: HttpContext, customer: Customer, sentence: string, refused: Refused) {
    return showCustomer(c, customer, { tone: 'bad', text: sentence }, refused);
  }

  function showCustomer(c: HttpContext, customer: Customer, notice: Notice | null, refused?: Refused) {
    return showPage(
      c,
      <CustomerPage
        customer={customer}
        settings={context.settings}
        now={context.clock.now()}
        links={newestFirst(store.linksOf(customer.id))}
        requests={newestFirst(store.requestsOf(customer.id))}
        deliveries={newestFirst(store.deliveriesOf(customer.id))}
        notice={notice}
        refused={refused}
      />,
      notice?.tone === 'bad' ? 400 : 200,
    );
  }

  return app;
}

function newestFirst<Item>(items: readonly Item[]): Item[] {
  return items.slice(-HISTORY_SIZE).reverse();
}

/** A pair of empty fields is no flag; null when nothing at all was flagged. */
function parseIssues(customer: Customer, text: (name: string) => string): ReviewIssues | null {
  const read = (prefix: string, name: string | null) => {
    const rejectReason = text(`${prefix}.reason`);
    const description = text(`${prefix}.description`);
    return rejectReason === '' && description === '' ? null : { name, rejectReason, description };
  };
  const company = read('company', customer.answers.company.legalName || customer.companyName);
  const persons = customer.answers.persons.flatMap((person) => {
    const issue = read(`person.${person.id}`, personTitle(person));
    return issue === null ? [] : [{ ...issue, personId: person.id }];
  });
  return company === null && persons.length === 0 ? null : { company, persons };
}
