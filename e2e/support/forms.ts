/** Forms sent by hand, as a browser without scripts would. */
import { expect, type Page } from 'playwright/test';
import { type FormFields, formFields } from '../../testing/html-form';

/** Fills in and submits a form of a page as the signed-in person; returns where it leads. */
export async function submitForm(
  page: Page,
  path: string,
  { button, typed }: { readonly button: RegExp; readonly typed: FormFields },
): Promise<string> {
  const shown = await page.request.get(path);
  // A portal of one's own has another address than the one that all tests share.
  const { origin } = new URL(shown.url());
  const answer = await page.request.post(path, {
    multipart: { ...formFields(await shown.text(), button), ...typed },
    headers: { Origin: origin },
    maxRedirects: 0,
  });
  expect([200, 303], `the form of ${path} was taken`).toContain(answer.status());
  const { location } = answer.headers();
  return location === undefined ? path : new URL(location, origin).pathname;
}
