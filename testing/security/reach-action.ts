/** How to reach an action: the page to send its form to, and the form token of the page it is on. */
import { cookiesOf, portal, send } from './client';
import { fillText } from './fill';
import type { BuiltAction } from './manifest';
import { type ActionRow, PAGES } from './matrix.data';

/** A page that holds the action: where forms are sent to. */
export function pageOf(action: BuiltAction): string {
  const route = action.routes.find((each) => PAGES[each]) ?? '';
  return fillText(PAGES[route]?.path ?? '/', portal().fixtures);
}

interface Visit {
  readonly cookie: string;
  readonly fields: Readonly<Record<string, string>>;
}

const visits = new Map<string, Promise<Visit>>();

/** Loads the page of the form, once for each cookie, and returns what that gave. */
export function seePage(row: ActionRow, cookie: string, { isMissing = true } = {}): Promise<Visit> {
  const page = fillText(row.page ?? '/', portal().fixtures, { isMissing });
  const isOnToken = Object.hasOwn(row.fields, 'token');
  const key = JSON.stringify([page, cookie, isOnToken]);
  const visit = visits.get(key) ?? look(page, cookie, { isMissing, isOnToken });
  visits.set(key, visit);
  return visit;
}

async function look(
  page: string,
  cookie: string,
  { isMissing, isOnToken }: { readonly isMissing: boolean; readonly isOnToken: boolean },
): Promise<Visit> {
  // For a signed-in customer the page of businesses has other forms; each carries the same form token.
  const seen = await send(page, { cookie });
  const forms = seen.text.split('<form').slice(1);
  const token = fillText(':token', portal().fixtures, { isMissing });
  const form = forms.find((each) => each.includes('name="proof"') && (!isOnToken || each.includes(token))) ?? '';
  const proof = /name="proof" value="([^"]+)"/.exec(form)?.[1] ?? '';
  return { cookie: [cookie, cookiesOf(seen)].filter(Boolean).join('; '), fields: { proof, locale: 'en' } };
}
