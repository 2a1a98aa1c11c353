/**
 * What page routes get from the server. `settings` is a getter over the current values, because the control API can change
 * them while the emulator runs: read it inside the handler, never once at mount time.
 */
import type { Settings } from './settings-schema';
import type { Store } from './store';
import type { Clock } from './store/clock';

export interface Context {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Settings;
}
