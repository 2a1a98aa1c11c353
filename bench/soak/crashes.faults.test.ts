/** Short forms of the reliability tests: processes that are killed. The long form is `npm run soak`. */
import { describe, expect, it } from 'vitest';
import { creationCrashes } from './parts/creation-crashes';
import { importCrashes } from './parts/import-crashes';
import { webhookCrashes } from './parts/webhook-crashes';

const SEED = 1;

describe.concurrent('kill -9', () => {
  it('at any of seven points of a creation leaves one customer, completed within a minute', async () => {
    const report = await creationCrashes({ seed: SEED, creationsPerPoint: 1, atOnce: 1, randomKills: 0 });
    expect(report.violations).toEqual([]);
  });

  it('of an import at random moments leaves a customer and a result for each row, none twice', async () => {
    const report = await importCrashes({ seed: SEED, database: 'pglite', rows: 40, kills: 3 });
    expect(report.violations).toEqual([]);
  });

  it('loses no acknowledged webhook on PostgreSQL', async () => {
    const report = await webhookCrashes({ seed: SEED, cycles: 3, database: 'postgres' });
    expect(report.violations).toEqual([]);
  });

  it('loses no acknowledged webhook on the embedded database', async () => {
    const report = await webhookCrashes({ seed: SEED, cycles: 2, database: 'pglite' });
    expect(report.violations).toEqual([]);
  });
});
