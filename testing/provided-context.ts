/** What the global setups hand to tests, for vitest's `inject`. */
import 'vitest';
import type { EmulatorAddress } from './start-emulator';

/** The template is an empty database with all migrations: a folder, or a database on the server. */
export type ProvidedDatabase =
  | { readonly kind: 'pglite'; readonly template: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly template: string };

declare module 'vitest' {
  export interface ProvidedContext {
    emulator: EmulatorAddress;
    database: ProvidedDatabase;
    /** Contract suite only; the credentials themselves stay in the ONEMONEY_* variables. */
    upstream: { readonly isEmulator: boolean };
  }
}
