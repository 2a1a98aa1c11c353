/** Forms sent by hand, as a browser without scripts would: what somebody can do who does not use our pages. */
import { expect, type Page } from 'playwright/test';
import { portalUrl } from './environment';

export type FormFields = Readonly<Record<string, string>>;

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
