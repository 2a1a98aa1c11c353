import { defineConfig } from 'playwright/test';
import { CHROMIUM_ARGUMENTS } from './testing/chromium';

// Run by `npm test` and `npx playwright test`; both against the production build. With E2E_BASE_URL it runs against a
// portal that is already deployed (e2e/README.md), and nothing is started here.
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.test/browser-results',
  globalSetup: './testing/setup-browser.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Bounds for a hang: on a busy machine everything takes many times as long, and no test fails for that.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: process.env.E2E_REPORT
    ? [['json', { outputFile: process.env.E2E_REPORT }], ['line']]
    : [['list', { printSteps: false }]],
  use: {
    browserName: 'chromium',
    headless: true,
    // Where the test run found a Chromium that works; null lets Playwright look for its own.
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [...CHROMIUM_ARGUMENTS],
    },
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Recording costs as much processor time as the tests themselves: `npx playwright test --trace=retain-on-failure`.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'sign-in', testMatch: /roles\.setup\.ts/ },
    { name: 'portal', testMatch: /\.spec\.ts/, testIgnore: /faults\.spec\.ts/, dependencies: ['sign-in'] },
    { name: 'faults', testMatch: /faults\.spec\.ts/, fullyParallel: false, dependencies: ['portal'] },
  ],
});
