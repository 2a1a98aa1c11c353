// @ts-check
/** The pages of customers. */
import { control, ISSUES, mailed, openPage, STATUSES } from './fixtures.mjs';

/** @typedef {import('./fixtures.mjs').Fixtures} Fixtures */

/** @param {Fixtures} world @param {{ email: string, link: string, id: string }} invited */
export async function selfServe(fixtures, { email, link, id }) {
  const { take } = fixtures;
  await control(fixtures, 'POST', `/customers/${id}/status`, { status: 'INIT', review_issues: null });
  const page = await openPage(fixtures);
  await page.goto(link);
  await take(page, 'invite', 'Invite');
  await page.goto(`${fixtures.url}/i/${'x'.repeat(43)}`);
  await take(page, 'invite-dead', 'Invite that no longer works');
  await page.goto('/onboarding');
  await take(page, 'self-serve-sign-in', 'Customer: sign in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Code', { exact: true }).waitFor();
  await take(page, 'self-serve-code', 'Customer: code');
  await page.getByLabel('Code', { exact: true }).fill(await mailed(fixtures, email, /(?:^|\s)(\d{6})(?:\s|$)/m));
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Your businesses' }).waitFor();
  await take(page, 'self-serve-businesses', 'Customer: my businesses');
  for (const [status, words] of STATUSES) {
    await control(fixtures, 'POST', `/customers/${id}/status`, {
      status,
      review_issues: status === 'PENDING_RESPONSE' || status === 'REJECTED' ? ISSUES : null,
    });
    if (!['PENDING_RESPONSE', 'UNDER_REVIEW', 'APPROVED', 'REJECTED'].includes(status)) continue;
    await page.waitForTimeout(6_000);
    await page.goto('/onboarding');
    await page.getByRole('link', { name: 'Details' }).first().click();
    await page.waitForURL(/\/onboarding\/.+/);
    await take(page, `self-serve-${words.replaceAll(' ', '-')}`, `Customer: business, ${words}`);
  }
  await control(fixtures, 'POST', `/customers/${id}/status`, { status: 'INIT', review_issues: null });
  await page.waitForTimeout(6_000);
  await page.goto(link);
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL((address) => !address.href.startsWith(fixtures.url));
  await page.getByRole('button', { name: 'Save and leave' }).click();
  await page.waitForURL(/\/onboarding\/return/);
  await take(page, 'return', 'Customer: back from the form');
  await page.goto(`${fixtures.url}/onboarding/return?state=nonsense`);
  await take(page, 'return-unknown', 'Customer: back with an address that is none of ours');
  await page.goto(`${fixtures.url}/onboarding/handoff?token=nonsense`);
  await take(page, 'handoff-refused', 'Customer: hand-over that is refused');
  await page.context().close();
}
