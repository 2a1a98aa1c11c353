/** Forms sent by hand, as a browser without scripts would: what somebody can do who does not use our pages. */
import { expect, type Page } from 'playwright/test';
import { type FormFields, formFields } from '../../testing/html-form';
import { portalUrl } from './environment';

/** What would be sent when the first form on the page with this button is submitted. */
export async function readForm(page: Page, button: string): Promise<FormFields> {
  const html = await (await page.request.get(page.url())).text();
  return page.evaluate(
    ({ html, button }) => {
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      const forms = [...parsed.querySelectorAll('form')];
      const form = forms.find((each) => each.querySelector('button')?.textContent?.includes(button));
      const typed = [...document.querySelectorAll<HTMLInputElement>('form input:not([type=hidden])')];
      const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      return {
        ...fields,
        ...Object.fromEntries(typed.filter((input) => input.name in fields).map((input) => [input.name, input.value])),
      };
    },
    { html, button },
  );
}

/** Sends a form as the person signed in on the page, with the Origin a browser would send or the one given. */
export async function sendForm(page: Page, url: string, form: FormFields, headers: Record<string, string> = {}) {
  expect(
    Object.keys(form).some((name) => name.startsWith('$ACTION')),
    'the form names its action',
  ).toBe(true);
  const answer = await page.request.post(url, {
    multipart: { ...form },
    headers: { Origin: portalUrl(), ...headers },
    maxRedirects: 0,
  });
  return { status: answer.status(), body: await answer.text(), location: answer.headers().location };
}

/** Fills in and sends a form of a page as a browser without scripts would, and answers with where it leads. */
export async function submitForm(
  page: Page,
  path: string,
  { button, typed }: { readonly button: RegExp; readonly typed: FormFields },
): Promise<string> {
  const answer = await page.request.get(path);
  // A portal of one's own has another address than the one that all tests share.
  const { origin } = new URL(answer.url());
  const html = await answer.text();
  const { status, location } = await sendForm(
    page,
    path,
    { ...formFields(html, button), ...typed },
    { Origin: origin },
  );
  expect([200, 303], `the form of ${path} was taken`).toContain(status);
  return location === undefined ? path : new URL(location, origin).pathname;
}
