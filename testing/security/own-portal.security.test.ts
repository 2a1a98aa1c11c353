/** What would disturb the other files: floods, made-up input, and one run whose traces are all looked at in the end. */
import { afterAll, beforeAll, describe } from 'vitest';
import { canaries } from './canaries';
import { hasFullNumbers } from './depth';
import { floods } from './floods';
import { fuzz } from './fuzz';
import { type OwnPortal, startOwnPortal } from './own-portal';

let running: OwnPortal | undefined;
const own = (): OwnPortal => {
  if (!running) throw new Error('The portal runs only while the tests do.');
  return running;
};

beforeAll(async () => {
  running = await startOwnPortal();
});
afterAll(() => running?.close());

describe('floods', () => floods(own));
describe('made-up input', () => fuzz(own));
// The last one: it ends the portal.
describe('canaries', () => {
  // After the long list nothing in the portal is as the run expects it.
  beforeAll(async () => {
    if (!hasFullNumbers) return;
    await running?.close();
    running = await startOwnPortal();
  });
  canaries(own);
});
