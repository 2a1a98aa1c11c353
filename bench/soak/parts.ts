/** The parts, in the order they run; each opens what it needs and closes it again. */

import type { Report } from './harness/figures';
import { creationCrashes } from './parts/creation-crashes';
import { databaseOutage } from './parts/database-outage';
import { importCrashes } from './parts/import-crashes';
import { manyProcesses } from './parts/many-processes';
import { shutdown } from './parts/shutdown';
import { UPSTREAM_FAULTS, upstreamFaults } from './parts/upstream-faults';
import { visibility } from './parts/visibility';
import { webhookBurst } from './parts/webhook-burst';
import { webhookCrashes } from './parts/webhook-crashes';
import { webhookLaws } from './parts/webhook-laws';

export interface Size {
  readonly seed: number;
  /** Kills under webhook load, a quarter of them on the embedded database, which takes longer to start. */
  readonly cycles: number;
}

export interface Part {
  readonly name: string;
  run(size: Size): Promise<Report>;
}

const BURST = { deliveries: 10_000, connections: 50, customers: 500 } as const;

export const PARTS: readonly Part[] = [
  {
    name: 'creations',
    run: ({ seed }) => creationCrashes({ seed, creationsPerPoint: 30, atOnce: 6, randomKills: 20 }),
  },
  { name: 'imports', run: ({ seed }) => importCrashes({ seed, database: 'postgres', rows: 1_000, kills: 50 }) },
  { name: 'imports-embedded', run: ({ seed }) => importCrashes({ seed, database: 'pglite', rows: 200, kills: 10 }) },
  {
    name: 'webhooks-postgres',
    run: ({ seed, cycles }) => webhookCrashes({ seed, cycles: Math.ceil(cycles * 0.75), database: 'postgres' }),
  },
  {
    name: 'webhooks-embedded',
    run: ({ seed, cycles }) => webhookCrashes({ seed, cycles: Math.floor(cycles * 0.25), database: 'pglite' }),
  },
  { name: 'webhooks-laws', run: () => webhookLaws({ copies: 100, waitsForStranger: true }) },
  { name: 'burst-postgres', run: () => webhookBurst({ ...BURST, database: 'postgres' }) },
  { name: 'burst-embedded', run: () => webhookBurst({ ...BURST, database: 'pglite' }) },
  { name: 'database-stopped', run: () => databaseOutage({ kind: 'stopped', seconds: 30 }) },
  { name: 'database-frozen', run: () => databaseOutage({ kind: 'frozen', seconds: 30 }) },
  { name: 'processes', run: () => manyProcesses({ rounds: 5, clicks: 20 }) },
  { name: 'upstream', run: () => upstreamFaults({ faults: UPSTREAM_FAULTS, isCutToo: true }) },
  { name: 'shutdown-postgres', run: () => shutdown({ streams: 20, database: 'postgres' }) },
  { name: 'shutdown-embedded', run: () => shutdown({ streams: 20, database: 'pglite' }) },
  {
    name: 'visibility-postgres',
    run: ({ seed }) => visibility({ seed, database: 'postgres', changes: 100, droppedChanges: 40 }),
  },
  {
    name: 'visibility-embedded',
    run: ({ seed }) => visibility({ seed, database: 'pglite', changes: 100, droppedChanges: 0 }),
  },
];
