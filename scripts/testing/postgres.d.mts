/** What `postgres.mjs` offers to programs written in TypeScript. */
export interface RunningPostgres {
  readonly url: string;
  readonly version: string;
  readonly origin: string;
  stop(): Promise<void>;
  /** Ends the server at once, without a checkpoint, as a crash would. */
  halt(): Promise<void>;
  /** Starts it again on the same data and port. */
  resume(): Promise<void>;
}

/** Who runs servers that refuse to run as root. */
export const identity: { readonly uid?: number; readonly gid?: number };

export function startPostgres(options?: {
  readonly say?: (line: string) => void;
  /** Never the server that TEST_DATABASE_URL names. */
  readonly isOwn?: boolean;
  /** What it has committed survives a crash. */
  readonly isDurable?: boolean;
  /** `NAME=VALUE`, for one of its own. */
  readonly settings?: readonly string[];
}): Promise<RunningPostgres>;
