import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';

const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [375, 1440];
const SCHEMES = ['light', 'dark'] as const;

/** No violation of WCAG 2.2 AA in light and dark, on a phone and on a desk, and no sideways scrolling. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const width of WIDTHS)
    for (const colorScheme of SCHEMES)
      await test.step(`axe at ${width} px, ${colorScheme}`, async () => {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).withTags(WCAG_TAGS).analyze();
        expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.target.join(' ')) }))).toEqual(
          [],
        );
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
      });
}
