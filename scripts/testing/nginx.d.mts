/** What `nginx.mjs` offers to tests written in TypeScript. */
export function startNginx(options: {
  /** `server` blocks. */
  readonly servers: string;
  /** One of the ports they listen on. */
  readonly port: number;
}): Promise<{ stop(): Promise<void> }>;
