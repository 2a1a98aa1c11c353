/** @jsxImportSource hono/jsx */
// The hosted form over HTTP, mounted at /onboarding. Every POST stores what was typed first and validates it
// afterwards: a step with mistakes is shown again from the store (`?check=1`), so a reload or a lost connection costs
// nothing.
import { Hono, type Context as HttpContext } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Context } from '../context';
import { isStep, MAX_REQUEST_BYTES, type Step } from './form';
import { toLocale } from './i18n/catalogue';
import { textOf } from './parse-form';
import { personRoutes } from './person-routes';
import { firstStep, listIncompleteSteps, nextStep } from './progress';
import { renderStep } from './render-step';
import { enter, enterPost, openPage, type Visit } from './request';
import { saveStep, submitTerms } from './save-step';
import { hasOwnOrigin } from './security';
import { openSession, rememberLocale } from './session';
import { showMessage } from './show-message';
import { todayOf } from './today';
import { stepPath } from './views/step-shell';

const GRANT_PAGES = { used: 'grantUsed', expired: 'grantExpired', revoked: 'grantRevoked' } as const;

export function hostedRoutes(context: Context): Hono {
  const app = new Hono();

  app.post(
    '*',
    bodyLimit({
      maxSize: MAX_REQUEST_BYTES,
      onError: (c) => showMessage(c, { page: 'tooLarge', status: 413, hasFormLink: true }),
    }),
    async (c, next) =>
      hasOwnOrigin(c) ? next() : showMessage(c, { page: 'forbidden', status: 403, hasFormLink: true }),
  );

  app.get('/', (c) => {
    const token = c.req.query('grant');
    if (token !== undefined) return exchange(c, context, token);
    const entry = enter(c, context);
    if (entry.kind === 'refused') return entry.response;
    return c.redirect(stepPath(firstStep(entry.visit.customer, todayOf(context))), 303);
  });

  for (const page of ['thanks', 'left'] as const) {
    app.get(`/${page}`, (c) => showMessage(c, { page, status: 200 }));
  }

  app.route('/persons', personRoutes(context));

  app.get('/:step', (c) => {
    const step = c.req.param('step');
    if (!isStep(step)) return showMessage(c, { page: 'notFound', status: 404, hasFormLink: true });
    const entry = enter(c, context);
    if (entry.kind === 'refused') return entry.response;
    return c.html(renderStep(openPage(c, context, entry.visit, step), c.req.query('check') !== undefined));
  });

  app.post('/:step', async (c) => {
    const step = c.req.param('step');
    if (!isStep(step)) return showMessage(c, { page: 'notFound', status: 404, hasFormLink: true });
    const posted = await enterPost(c, context);
    if (posted.kind === 'refused') return posted.response;
    const { visit, form, intent } = posted;
    const saved = await saveStep(context, visit.customer, { step, form, intent });
    if (saved.kind === 'locked') return enterLocked(c, context);
    const fresh: Visit = { session: visit.session, customer: saved.customer };
    // A refused file cannot be shown from the store, so its page is the answer to the POST itself.
    if (saved.fileErrors.length > 0) {
      return c.html(renderStep(openPage(c, context, fresh, step), false, saved.fileErrors), 422);
    }
    if (step === 'terms' && intent === 'continue') return submit(c, context, fresh);
    return proceed(c, context, fresh, { step, form, intent, errors: saved.errorCount });
  });

  app.notFound((c) => showMessage(c, { page: 'notFound', status: 404, hasFormLink: true }));
  return app;
}

/** Only a GET burns the token: programs that look before they fetch (HEAD) must not cost the person the link. */
function exchange(c: HttpContext, context: Context, token: string): Response | Promise<Response> {
  if (c.req.method !== 'GET') {
    c.header('Allow', 'GET');
    return showMessage(c, { page: 'notFound', status: 405 });
  }
  const result = context.store.exchangeGrant(token);
  switch (result.kind) {
    case 'session':
      openSession(c, context, result.session);
      return c.redirect(stepPath(firstStep(result.customer, todayOf(context))), 303);
    case 'unknown':
      return showMessage(c, { page: 'grantUnknown', status: 404 });
    default:
      return showMessage(c, {
        page: GRANT_PAGES[result.kind],
        status: 410,
        backUrl: result.grant.redirectUrl,
        locale: result.grant.locale,
      });
  }
}

interface Outcome {
  step: Step;
  form: FormData;
  intent: string;
  errors: number;
}

/** Where a saved step leads: out, to another language, on, or back to itself with its mistakes marked. */
function proceed(c: HttpContext, context: Context, visit: Visit, { step, form, intent, errors }: Outcome) {
  if (intent === 'leave') return leave(c, context, visit);
  if (intent === 'language') {
    rememberLocale(c, toLocale(textOf(form, 'language')));
    return c.redirect(stepPath(step), 303);
  }
  if (intent !== 'continue') return c.redirect(stepPath(step), 303);
  return c.redirect(errors > 0 ? stepPath(`${step}?check=1`) : stepPath(nextStep(step)), 303);
}

function leave(c: HttpContext, context: Context, { session }: Visit): Response {
  return c.redirect(context.store.returnUrl(session, 'left') ?? stepPath('left'), 303);
}

function submit(c: HttpContext, context: Context, { session, customer }: Visit): Response | Promise<Response> {
  if (listIncompleteSteps(customer.answers, todayOf(context)).length > 0)
    return c.redirect(stepPath('review?check=1'), 303);
  const result = submitTerms(context, customer);
  if (result === 'invalid') return c.redirect(stepPath('terms?check=1'), 303);
  if (result === 'locked') return enterLocked(c, context);
  return c.redirect(context.store.returnUrl(session, 'submitted') ?? stepPath('thanks'), 303);
}

/** The status changed between showing and sending: the entry check now leads to the right page. */
function enterLocked(c: HttpContext, context: Context): Response | Promise<Response> {
  const entry = enter(c, context);
  return entry.kind === 'refused' ? entry.response : c.redirect('/onboarding', 303);
}
