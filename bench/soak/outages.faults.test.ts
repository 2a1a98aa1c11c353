/** Short forms of the reliability tests: what is away, late or too much. The long form is `npm run soak`. */
import { describe, expect, it } from 'vitest';
import { databaseOutage } from './parts/database-outage';
import { manyProcesses } from './parts/many-processes';
import { visibility } from './parts/visibility';
import { webhookBurst } from './parts/webhook-burst';
import { webhookLaws } from './parts/webhook-laws';

describe('PostgreSQL that goes away', () => {
  it('stopped: webhooks are told 503, pages say so, everything works again without a restart', async () => {
    expect((await databaseOutage({ kind: 'stopped', seconds: 8 })).violations).toEqual([]);
  });
});

describe('webhooks', () => {
  it('copies have one effect, forgeries none, strangers wait, and every order ends alike', async () => {
    expect((await webhookLaws({ copies: 20, waitsForStranger: false })).violations).toEqual([]);
  });

  it('a burst is acknowledged, processed, and leaves pages usable', async () => {
    const size = { deliveries: 300, connections: 50, customers: 60, database: 'postgres' } as const;
    expect((await webhookBurst(size)).violations).toEqual([]);
  });

  it('a change is told by an open stream within two seconds', async () => {
    const size = { seed: 1, database: 'pglite', changes: 10, droppedChanges: 0 } as const;
    expect((await visibility(size)).violations).toEqual([]);
  });
});

describe('many at once', () => {
  it('two portals and a worker: twenty clicks make one link, and changes are told across processes', async () => {
    expect((await manyProcesses({ rounds: 1, clicks: 20 })).violations).toEqual([]);
  });
});
