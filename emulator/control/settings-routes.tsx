/** @jsxImportSource hono/jsx */
// Settings in force, the automatic review and the clock.
import { Hono, type Context as HttpContext } from 'hono';
import { readForm } from './form-text';
import { noticeOf, showPage } from './show-page';
import type { ControlContext } from './tools';
import type { Notice } from './views/layout';
import { SettingsPage } from './views/settings';

const UNIT_SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

export function settingsRoutes({ context, settings, background }: ControlContext): Hono {
  const app = new Hono();
  const { store } = context;

  function show(c: HttpContext, notice: Notice | null) {
    const page = (
      <SettingsPage
        settings={settings.get()}
        now={context.clock.now()}
        offsetMs={context.clock.offsetMs}
        notice={notice}
      />
    );
    return showPage(c, page, notice?.tone === 'bad' ? 400 : 200);
  }

  function change(c: HttpContext, patch: Readonly<Record<string, unknown>>) {
    const problems = settings.patch(patch);
    if (problems.length > 0) return show(c, { tone: 'bad', text: problems.join('; ') });
    background.wake();
    return c.redirect('/settings?done=setting', 303);
  }

  app.get('/settings', (c) => show(c, noticeOf(c)));

  app.post('/settings/review', async (c) => {
    const text = await readForm(c);
    const outcome = text('outcome');
    return change(c, { autoReview: outcome === 'off' ? null : { afterSeconds: toNumber(text('after')), outcome } });
  });

  app.post('/settings/value', async (c) => {
    const text = await readForm(c);
    const name = text('name');
    if (!Object.hasOwn(settings.get(), name)) return show(c, { tone: 'bad', text: 'Choose a setting from the list.' });
    return change(c, { [name]: parseValue(text('value')) });
  });

  app.post('/settings/clock', async (c) => {
    const text = await readForm(c);
    if (text('intent') === 'real') store.moveClock(0);
    else {
      const seconds = toNumber(text('amount')) * (UNIT_SECONDS[text('unit')] ?? Number.NaN);
      if (!Number.isFinite(seconds) || Math.abs(seconds) > 1e10) {
        return show(c, { tone: 'bad', text: 'Enter a number of seconds, minutes, hours or days.' });
      }
      store.moveClock(context.clock.offsetMs + seconds * 1000);
    }
    return c.redirect('/settings?done=clock', 303);
  });

  return app;
}

/** JSON where it is JSON, plain text otherwise, so that a word needs no quotation marks. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Empty text is no number, although Number('') is 0. */
function toNumber(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}
