/** What people set in their system: larger letters, their own colours, less movement. Every page keeps working. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright/test';
import { createCustomer } from './support/customers';
import { createInvited } from './support/invites';
import { expect, test } from './support/test';

/** Nothing is wider than the window, and no text is cut off without an ellipsis that says so. */
async function expectWhole(page: Page, what: string): Promise<void> {
  const problems = await page.evaluate(() => {
    const found: string[] = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width)
      found.push(`scrolls sideways by ${document.documentElement.scrollWidth - width} px`);
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    for (const element of document.querySelectorAll<HTMLElement>('main *, header *, footer *')) {
      if (
        !element.checkVisibility({ visibilityProperty: true }) ||
        element.closest('.sr-only, thead, svg, select, input, textarea')
      )
        continue;
      const name = `${element.tagName.toLowerCase()}.${element.className} “${element.textContent?.slice(0, 30)}”`;
      const box = element.getBoundingClientRect();
      if (box.width > 1 && (box.right > width + 1 || box.left < -1) && !scrolls(element))
        found.push(`outside: ${name}`);
      const { overflowX, textOverflow } = getComputedStyle(element);
      const cuts = (overflowX === 'hidden' || overflowX === 'clip') && textOverflow !== 'ellipsis';
      if (cuts && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${name}`);
    }
    return found.slice(0, 5);
  });
  expect(problems, what).toEqual([]);
}

const WIDTHS = [
  { width: 720, height: 450 },
  { width: 320, height: 640 },
];

async function expectWholeAtWidths(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectWhole(page, `${path} at ${size.width} px`);
    }
  }
}

test.describe('at 200 % and 400 % zoom', () => {
  test.use({ role: 'admin', viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  test('no page scrolls sideways, and nothing is cut off', { tag: '@long' }, async ({
    page,
    emulator,
    openVisitor,
  }) => {
    const { staffUrl, link } = await createInvited(page, emulator);
    const staff = ['/customers?tab=all', staffUrl, '/customers/import', '/customers/new', '/overview', '/notices'];
    await expectWholeAtWidths(page, [...staff, '/activity', '/developers', '/team', '/settings', '/settings/rules']);
    const visitor = await openVisitor({ storageState: { cookies: [], origins: [] }, deviceScaleFactor: 2 });
    await expectWholeAtWidths(visitor, ['/sign-in', link, '/onboarding', '/onboarding/return?state=nonsense']);
  });
});

const style = (part: Locator, property: string) =>
  part.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
const isDrawn = async (part: Locator, side: string) =>
  (await style(part, `${side}-style`)) !== 'none' && Number.parseFloat(await style(part, `${side}-width`)) > 0;

test.describe('in the colours of the system alone', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('status, buttons, focus, selected rows and charts are still told apart', { tag: '@long' }, async ({ page }) => {
    const customer = await createCustomer(page);
    await page.goto(`/customers?search=${encodeURIComponent(customer.email)}`);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    const row = page.locator('tbody tr').filter({ hasText: customer.email });
    const status = row.locator('.badge').first();
    await expect(status).toContainText('Not submitted');
    expect(await isDrawn(status, 'border-top')).toBe(true);
    await expect(status.locator('svg')).toBeVisible();
    const start = row.getByRole('button', { name: 'Start onboarding' });
    expect(await isDrawn(start, 'border-top')).toBe(true);
    expect(await style(start, 'border-top-color')).toBe(await style(start, 'color'));

    const box = row.getByRole('checkbox');
    expect(await style(row, 'outline-style')).toBe('none');
    await box.check();
    expect(await isDrawn(row, 'outline')).toBe(true);
    await page.keyboard.press('Tab');
    expect(await isDrawn(page.locator(':focus'), 'outline')).toBe(true);

    const tabs = page.getByRole('navigation', { name: 'Customers by whose turn it is' }).getByRole('link');
    const borderOf = (tab: Locator) => style(tab, 'border-bottom-color');
    const current = page.locator('main .tab[aria-current]').first();
    expect(await borderOf(current)).not.toBe(await borderOf(tabs.filter({ hasText: 'Overdue' })));

    await page.goto('/overview?days=7');
    const chart = page.getByRole('img', { name: /How long customers have been waiting/ });
    const ink = await style(chart, 'color');
    expect(ink).not.toBe(await style(page.locator('body'), 'background-color'));
    const fills = await chart
      .locator('rect:not(.chart-track)')
      .evaluateAll((rects) => rects.map((rect) => rect.getAttribute('fill')));
    expect(fills.length).toBeGreaterThan(0);
    for (const rect of await chart.locator('rect:not(.chart-track)').all())
      expect(await style(rect, 'stroke')).toBe(ink);
    const legend = page.getByRole('region', { name: 'How long customers have been waiting' }).locator('li rect');
    const kinds = await legend.evaluateAll((rects) => rects.map((rect) => rect.getAttribute('fill')));
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});

test.describe('with less movement', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves for longer than a blink', { tag: '@long' }, async ({ page }) => {
    await createCustomer(page);
    const address = page.url();
    for (const path of ['/customers', address, '/overview', `/customers?search=${randomUUID()}`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const moving = await page.evaluate(() => {
        const probe = document.createElement('div');
        probe.innerHTML = '<span class="skeleton"></span><span class="spinner"></span><button class="btn">x</button>';
        document.querySelector('main')?.append(probe);
        const longest = (text: string) =>
          Math.max(...text.split(',').map((each) => Number.parseFloat(each) * (each.trim().endsWith('ms') ? 1 : 1000)));
        const moving = [...document.querySelectorAll('body, body *')].flatMap((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          // What is held back for some seconds appears at once and does not move.
          const isMoved = animationName !== 'none' && animationName !== 'hold-back' && longest(animationDuration) > 1;
          return isMoved || longest(transitionDuration) > 1 ? [`${element.tagName} ${element.className}`] : [];
        });
        // Whatever is there when React takes the page over, and is not its own, is an error.
        probe.remove();
        return moving;
      });
      expect(moving, path).toEqual([]);
    }
  });
});
