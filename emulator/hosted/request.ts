// What every handler of the form starts with: the session, the language, the customer, and for a POST the posted form.
import type { Context as HttpContext } from 'hono';
import type { Context } from '../context';
import { type Customer, type HostedSession, isEditable } from '../model';
import type { Step } from './form';
import { messagesFor } from './i18n/catalogue';
import { textOf } from './parse-form';
import { stepStates } from './progress';
import { setPageHeaders } from './security';
import { csrfToken, isCsrfToken, readLocale, readSession } from './session';
import { type PageKey, showMessage } from './show-message';
import { todayOf } from './today';
import type { FormPage } from './views/page';

export interface Visit {
  session: HostedSession;
  customer: Customer;
}

export type Entry = { kind: 'visit'; visit: Visit } | { kind: 'refused'; response: Response | Promise<Response> };

/** A visit that may see and change the form, or the page that says why not. */
export function enter(c: HttpContext, context: Context): Entry {
  const state = readSession(c, context);
  if (state.kind !== 'open') {
    const page: PageKey = state.kind === 'missing' ? 'sessionMissing' : 'sessionExpired';
    return refuse(c, page, 401);
  }
  const { session } = state;
  const customer = context.store.getCustomer(session.customerId);
  if (customer === null) return refuse(c, 'sessionExpired', 401);
  if (!isEditable(customer.status, context.settings)) {
    return refuse(c, 'notEditable', 200, context.store.returnUrl(session, 'left'));
  }
  return { kind: 'visit', visit: { session, customer } };
}

export type Posted =
  | { kind: 'posted'; visit: Visit; form: FormData; intent: string }
  | Extract<Entry, { kind: 'refused' }>;

/** As `enter`, for a POST: the token in the form must belong to the session in the cookie. */
export async function enterPost(c: HttpContext, context: Context): Promise<Posted> {
  const entry = enter(c, context);
  if (entry.kind === 'refused') return entry;
  const form = await c.req.formData().catch(() => null);
  if (form === null || !isCsrfToken(entry.visit.session, textOf(form, '_csrf'))) {
    return refuse(c, 'forbidden', 403, null, true);
  }
  return { kind: 'posted', visit: entry.visit, form, intent: textOf(form, 'intent') || 'continue' };
}

function refuse(
  c: HttpContext,
  page: PageKey,
  status: 200 | 401 | 403,
  backUrl: string | null = null,
  hasFormLink = false,
) {
  return { kind: 'refused' as const, response: showMessage(c, { page, status, backUrl, hasFormLink }) };
}

/** Everything the views need, and the headers that go with a page of the form. */
export function openPage(c: HttpContext, context: Context, { session, customer }: Visit, step: Step): FormPage {
  const locale = readLocale(c, session.locale);
  const today = todayOf(context);
  // Browsers hold form-action against every hop of the redirect that answers a form, and where the partner's address
  // leads is not known here; so with a redirect_url any http(s) address must be allowed.
  setPageHeaders(c, session.redirectUrl === null ? {} : { formAction: "'self' https: http:" });
  return {
    t: messagesFor(locale),
    locale,
    session,
    customer,
    csrf: csrfToken(session),
    today,
    step,
    states: stepStates(customer, today),
  };
}
