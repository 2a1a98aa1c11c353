import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect, type Page, test } from 'playwright/test';

/** Run as it is: the wrapper for Playwright opens a page of its own for each look, which takes longer than the look. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WHOLE: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
};
/** What colors and widths can change; everything else is the same page. */
const LOOK: RunOptions = {
  runOnly: {
    type: 'rule',
    values: ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'],
  },
};

/** Each page once as a whole; below a width and in the dark things move and change color, but not what they are. */
const VIEWS = [
  { width: 1440, colorScheme: 'light', options: WHOLE },
  { width: 375, colorScheme: 'dark', options: LOOK },
] as const;

/** No violation of WCAG 2.2 AA in light and dark, on a phone and on a desk, and no sideways scrolling. */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that is still coming has no title for a moment.
  await expect(page).toHaveTitle(/\S/);
  for (const { width, colorScheme, options } of VIEWS)
    await test.step(`axe at ${width} px, ${colorScheme}`, async () => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await waitForColours(page, colorScheme);
      expect(await violationsOf(page, options)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
    });
}

async function violationsOf(page: Page, options: RunOptions) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults, RunOptions>(
    (given) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(given),
    { ...options, resultTypes: ['violations'], iframes: false },
  );
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) }));
}

/** While a page changes between light and dark, some of its colors are of one and some of the other. */
async function waitForColours(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, colorScheme);
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const running = document.getAnimations().filter((each) => each.playState === 'running');
    const finite = running.filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map((each) => each.finished));
  });
}
