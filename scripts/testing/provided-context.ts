/** What `integration-setup.mjs` hands to tests, for `inject('emulator')` and `inject('database')`. */
import 'vitest';

export type ProvidedDatabase = { readonly kind: 'pglite' } | { readonly kind: 'postgres'; readonly url: string };

export interface ProvidedEmulator {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Where its mail catcher listens. */
  readonly smtpUrl: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    emulator: ProvidedEmulator;
    /** A server on which the test creates databases of its own, or the embedded one in a folder of its own. */
    database: ProvidedDatabase;
    /** Contract suite only; the credentials themselves stay in the ONEMONEY_* variables. */
    upstream: { readonly isEmulator: boolean };
  }
}
