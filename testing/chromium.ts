/**
 * A Chromium that works on this machine: `CHROMIUM_PATH`, Playwright's own, the system's, then installing one by
 * Playwright, by Debian, and last from npm. A candidate counts only when it renders a page: a browser with missing
 * libraries or a refused sandbox starts well enough to look installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { projectFolder } from './program';
import { HANG_MS } from './wait';

export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The shell is the same Chromium without a window, and takes a quarter less of the processor. */
const SYSTEM_PATHS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

type Say = (line: string) => void;

/** The path of a working Chromium; installs one when none is there. */
export async function findChromium({ say = () => {} }: { readonly say?: Say } = {}): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (await canRender(given)) return given;
    throw new Error('CHROMIUM_PATH does not name a Chromium that can render a page.');
  }
  const present = await firstThatRenders([chromium.executablePath(), ...SYSTEM_PATHS]);
  if (present !== null) return present;
  for (const install of [installByPlaywright, installByDebian, installByNpm]) {
    const installed = await firstThatRenders(await install(say));
    if (installed !== null) return installed;
  }
  throw new Error(
    'No Chromium that can render a page was found or could be installed. Install the package chromium, or set ' +
      'CHROMIUM_PATH to a browser on this machine.',
  );
}

async function firstThatRenders(candidates: readonly string[]): Promise<string | null> {
  for (const candidate of candidates) if (await canRender(candidate)) return candidate;
  return null;
}

async function canRender(executablePath: string): Promise<boolean> {
  if (!executablePath || !existsSync(executablePath)) return false;
  try {
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS, timeout: HANG_MS });
    try {
      const page = await browser.newPage();
      await page.goto('data:text/html,<h1>rendered</h1>', { timeout: HANG_MS });
      return (await page.locator('h1').boundingBox()) !== null;
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}

async function installByPlaywright(say: Say): Promise<readonly string[]> {
  say('Installing Chromium by Playwright …');
  const cli = path.join(projectFolder, 'node_modules', 'playwright', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { timeout: 300_000, stdio: 'ignore' });
  return [chromium.executablePath()];
}

async function installByDebian(say: Say): Promise<readonly string[]> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return [];
  say('Installing Chromium from Debian …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, stdio: 'ignore' });
  return SYSTEM_PATHS;
}

/**
 * Not a dependency: the package weighs 73 MB and hardly anyone needs it. It goes to a folder of its own, so that
 * neither package.json nor the lockfile changes.
 */
async function installByNpm(say: Say): Promise<readonly string[]> {
  say('Installing Chromium from npm …');
  const folder = path.join(projectFolder, '.test', 'chromium');
  const packageName = '@sparticuz/chromium';
  const npm = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, packageName];
  spawnSync('npm', npm, { timeout: 300_000, stdio: 'ignore', shell: process.platform === 'win32' });
  const entry = path.join(folder, 'node_modules', packageName, 'build', 'esm', 'index.js');
  const fallback = path.join(folder, 'node_modules', packageName, 'build', 'index.js');
  const file = [entry, fallback].find((candidate) => existsSync(candidate));
  if (file === undefined) return [];
  try {
    const { default: sparticuz } = await import(pathToFileURL(file).href);
    return [await sparticuz.executablePath()];
  } catch {
    return [];
  }
}
