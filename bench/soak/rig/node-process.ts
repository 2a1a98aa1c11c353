/** A program of ours as a child process that can be started, asked to end and killed, as often as wanted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { tryHttp } from './http-client';
import { until } from './wait';

export const projectFolder = path.resolve(import.meta.dirname, '..', '..', '..');

const alive = new Set<ChildProcess>();
// A proof that is interrupted must not leave programs behind.
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Where it runs; the project's folder when not given. */
  readonly cwd?: string;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly ms: number;
}

export class NodeProcess {
  #child: ChildProcess | null = null;
  #ended: Promise<Ending> | null = null;
  #endedUnasked = 0;
  #isAsked = false;

  constructor(private readonly program: Program) {}

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** How often it ended although nobody had asked it to. */
  get crashes(): number {
    return this.#endedUnasked;
  }

  launch(): void {
    if (this.#child !== null) throw new Error(`${this.program.name} runs already`);
    const { args, env, logFile, cwd = projectFolder } = this.program;
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...withoutSettings(process.env), NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => appendFileSync(logFile, bytes));
    alive.add(child);
    this.#child = child;
    this.#isAsked = false;
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        alive.delete(child);
        this.#child = null;
        if (!this.#isAsked) this.#endedUnasked += 1;
        resolve({ code, signal, ms: 0 });
      });
    });
  }

  kill(): Promise<Ending> {
    return this.#end('SIGKILL');
  }

  /** Asks it to end, the way supervisors do; kills it when it has not after the time given. */
  async stop(graceMs = 40_000): Promise<Ending> {
    const child = this.#child;
    const timer = setTimeout(() => child?.kill('SIGKILL'), graceMs);
    const ending = await this.#end('SIGTERM');
    clearTimeout(timer);
    return ending;
  }

  lastWords(length = 3_000): string {
    return readFileSync(this.program.logFile, 'utf8').slice(-length);
  }

  async #end(signal: NodeJS.Signals): Promise<Ending> {
    const ended = this.#ended;
    if (this.#child === null || ended === null) return { code: 0, signal: null, ms: 0 };
    this.#isAsked = true;
    const startedAt = performance.now();
    this.#child.kill(signal);
    return { ...(await ended), ms: performance.now() - startedAt };
  }
}

export async function untilStatus(
  program: NodeProcess,
  url: string,
  status: number,
  timeoutMs = 60_000,
): Promise<void> {
  await until(
    `${url} answers ${status}`,
    async () => {
      if (!program.isRunning) throw new Error(`It ended while it was waited for:\n${program.lastWords()}`);
      return (await tryHttp(url, { timeoutMs: 5_000 }))?.status === status;
    },
    { timeoutMs },
  ).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : error}\n${program.lastWords()}`);
  });
}

/** Settings of a shell or of a test runner must not reach the programs. */
function withoutSettings(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const foreign =
    /^(ONEMONEY_|EMULATOR_|OIDC_|SMTP_|MAIL_|PORTAL_|VITEST|APP_URL$|DATABASE_URL$|DATA_DIR$|AUTH_SECRET$|DEMO_PASSWORD$|PORT$|HOST$|NODE_ENV$|NODE_OPTIONS$|LOG_LEVEL$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
