// @ts-check
/**
 * `npm run screens`: pictures of every page and state, on a phone and on a desk, light and dark, into docs/screens. A
 * portal and an emulator of its own are started; the pages are reached as people reach them.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { projectFolder } from '../../scripts/load-env-file.mjs';
import { readArguments } from '../../scripts/usage.mjs';
import { CHROMIUM_ARGUMENTS, findChromium } from '../chromium.ts';
import { OwnPortal } from '../own-portal.ts';
import { requireBuild } from '../portal.ts';
import { visitAll } from './visits.mjs';

const folder = path.join(projectFolder, 'docs', 'screens');
const VIEWS = /** @type {const} */ ([
  {
    name: 'desk-light',
    label: '1440 px, light',
    width: 1440,
    height: 900,
    tallest: 1200,
    colorScheme: 'light',
    scale: 0.7,
  },
  {
    name: 'desk-dark',
    label: '1440 px, dark',
    width: 1440,
    height: 900,
    tallest: 1200,
    colorScheme: 'dark',
    scale: 0.7,
  },
  {
    name: 'phone-light',
    label: '375 px, light',
    width: 375,
    height: 812,
    tallest: 1400,
    colorScheme: 'light',
    scale: 1,
  },
  { name: 'phone-dark', label: '375 px, dark', width: 375, height: 812, tallest: 1400, colorScheme: 'dark', scale: 1 },
]);
/** Of WebP, which Chromium writes itself: letters stay sharp, and all pictures together stay below 6 MB. */
const QUALITY = 30;

const USAGE = `Usage: npm run screens [-- PART ...]

Takes pictures of every page and state into docs/screens, or only of those whose name contains one of the parts.`;

const { positionals: only } = readArguments(USAGE, { allowPositionals: true });
await requireBuild();
const portal = await OwnPortal.start();
/** @type {import('playwright').Browser | null} */
let browser = null;
try {
  browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGUMENTS });
  mkdirSync(folder, { recursive: true });
  /** @type {{ name: string, title: string }[]} */
  const taken = [];
  const changeRows = (/** @type {string[]} */ ...sql) => portal.changeRows(...sql);
  await visitAll({ browser, url: portal.url, emulatorUrl: portal.emulator.address.url, changeRows, take });
  if (only.length === 0) writeIndex(taken);

  /** @param {import('playwright').Page} page @param {string} name @param {string} title */
  async function take(page, name, title) {
    taken.push({ name, title });
    if (only.length > 0 && !only.some((part) => name.includes(part))) return;
    console.log(name);
    for (const view of VIEWS) await capture(page, name, view);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
} finally {
  await browser?.close();
  await portal.stop();
}

/** @param {import('playwright').Page} page @param {string} name @param {typeof VIEWS[number]} view */
async function capture(page, name, view) {
  const { width, height, tallest, colorScheme, scale } = view;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const full = await page.evaluate(() => document.documentElement.scrollHeight);
  // As high as the page, so that what sticks to the lower edge is where a person sees it.
  await page.setViewportSize({ width, height: Math.min(Math.max(full, height), tallest) });
  const session = await page.context().newCDPSession(page);
  const shown = { x: 0, y: 0, width, height: Math.min(Math.max(full, height), tallest), scale };
  const options = { format: /** @type {const} */ ('webp'), quality: QUALITY, clip: shown };
  const { data } = await session.send('Page.captureScreenshot', options);
  await session.detach();
  writeFileSync(path.join(folder, `${name}.${view.name}.webp`), Buffer.from(data, 'base64'));
}

/** Of screens that exist no more nothing stays. @param {readonly { name: string, title: string }[]} taken */
function writeIndex(taken) {
  const names = new Set(taken.map(({ name }) => name));
  for (const file of readdirSync(folder))
    if (file.endsWith('.webp') && !names.has(file.slice(0, file.indexOf('.')))) rmSync(path.join(folder, file));
  const link = (/** @type {string} */ name, /** @type {typeof VIEWS[number]} */ view) =>
    `[${view.colorScheme}](${name}.${view.name}.webp)`;
  const [deskLight, deskDark, phoneLight, phoneDark] = VIEWS;
  const rows = taken.map(
    ({ name, title }) =>
      `| ${title} | ${link(name, deskLight)} · ${link(name, deskDark)} | ${link(name, phoneLight)} · ${link(name, phoneDark)} |`,
  );
  const text = `# Every page and state

Made by \`npm run screens\` with example customers of the emulator; long pages are cut. Nobody in them is real.

| Page and state | 1440 px | 375 px |
|---|---|---|
${rows.join('\n')}
`;
  writeFileSync(path.join(folder, 'README.md'), text);
}
