/** Short forms of the reliability proof: processes that are killed. The long form is `npm run soak`. */
import { describe, expect, it } from 'vitest';
import { creationCrashes } from './parts/creation-crashes';
import { webhookCrashes } from './parts/webhook-crashes';

const SEED = 1;

describe.concurrent('kill -9', () => {
  it('at any of seven points of a creation leaves one customer, settled within a minute', async () => {
    const report = await creationCrashes({ seed: SEED, creationsPerPoint: 1, atOnce: 1, randomKills: 0 });
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
