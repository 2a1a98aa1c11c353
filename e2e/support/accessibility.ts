import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';

const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What colours and widths can change; everything else is the same page. */
const LOOK_RULES = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'];

const VIEWS = [
  { width: 1440, colorScheme: 'light', isWhole: true },
  { width: 1440, colorScheme: 'dark', isWhole: false },
  { width: 375, colorScheme: 'light', isWhole: false },
  { width: 375, colorScheme: 'dark', isWhole: true },
] as const;

/** No violation of WCAG 2.2 AA in light and dark, on a phone and on a desk, and no sideways scrolling. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { width, colorScheme, isWhole } of VIEWS)
    await test.step(`axe at ${width} px, ${colorScheme}`, async () => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settleColours(page);
      // A page that is still coming has no title for a moment.
      await expect(page).toHaveTitle(/\S/);
      const axe = new AxeBuilder({ page });
      const { violations } = await (isWhole ? axe.withTags(WCAG_TAGS) : axe.withRules(LOOK_RULES)).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) }))).toEqual(
        [],
      );
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
    });
}

/** Half-way through a transition between light and dark, every contrast is wrong. */
async function settleColours(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const running = document.getAnimations().filter((each) => each.playState === 'running');
    const finite = running.filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map((each) => each.finished));
  });
}
