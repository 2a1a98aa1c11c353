import type { Context } from '../context';
import type { FaultRegistry } from '../faults/registry';
import type { LiveSettings } from '../live-settings';

/** What the control pages may turn besides the store. */
export interface Tools {
  faults: FaultRegistry;
  settings: LiveSettings;
  background: { wake: () => void };
}

export interface ControlContext extends Tools {
  context: Context;
}
