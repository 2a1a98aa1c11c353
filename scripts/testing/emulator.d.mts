/** What `emulator.mjs` offers to tests written in TypeScript. */
export interface RunningEmulator {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Where its mail catcher listens. */
  readonly smtpUrl: string;
  readonly accessKey: string;
  readonly secretKey: string;
  stop(): Promise<void>;
}

export const TEST_KEYS: { readonly accessKey: string; readonly secretKey: string };

export function startEmulator(options?: { readonly env?: Readonly<Record<string, string>> }): Promise<RunningEmulator>;
