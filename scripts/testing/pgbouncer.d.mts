/** What `pgbouncer.mjs` offers to tests written in TypeScript. */
export function startPgbouncer(options: {
  /** Its whole configuration, as in docs/deploy. */
  readonly ini: string;
  readonly databaseUrl: string;
}): Promise<{ readonly port: number; stop(): Promise<void> }>;
