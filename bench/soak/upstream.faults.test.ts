/** Short forms of the reliability tests: upstream faults, and a shutdown meanwhile. See `npm run soak`. */
import { describe, expect, it } from 'vitest';
import { shutdown } from './parts/shutdown';
import { upstreamFaults } from './parts/upstream-faults';

describe('upstream that goes wrong during a creation', () => {
  it('leaves one customer or a clear refusal, and is completed', async () => {
    const faults = ['timeout_after', 'reset_after', 'status:500', 'rate_limit_in_200:1', 'truncate'];
    expect((await upstreamFaults({ faults, isCutToo: false })).violations).toEqual([]);
  });
});

describe('SIGTERM', () => {
  it('with open streams, running jobs and a click under way ends in order', async () => {
    expect((await shutdown({ streams: 5, database: 'pglite' })).violations).toEqual([]);
  });
});
