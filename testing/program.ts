/** A program of ours as a child process that can be started, asked to end and killed, as often as wanted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cleanEnvironment } from './environment';
import { registerProcess, temporaryFolder } from './run-folder';
import { until } from './wait';

export const projectFolder = path.resolve(import.meta.dirname, '..');

/** For TypeScript outside Next, as `scripts/run-ts.mjs` runs it, but without a process in between. */
export const TYPESCRIPT_ARGUMENTS = ['--conditions=react-server', '--import', 'tsx'];

export interface ProgramOptions {
  readonly name: string;
  /** What Node runs. */
  readonly args: readonly string[];
  /** All its settings: those of the shell or the test runner do not reach it. */
  readonly env?: Readonly<Record<string, string>>;
  /** The Node that runs it; the one of the test when not given. */
  readonly node?: string | undefined;
  /** The project's folder when not given. */
  readonly cwd?: string;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly ms: number;
}

/** After this a program that was asked to end hangs; the portal itself gives up earlier. */
const STOP_WITHIN_MS = 120_000;

export class Program {
  readonly logFile: string;
  #child: ChildProcess | null = null;
  #ended: Promise<Ending> | null = null;
  #crashes = 0;
  #isAsked = false;

  constructor(private readonly options: ProgramOptions) {
    this.logFile = path.join(temporaryFolder('log'), `${options.name.replaceAll(/\W+/g, '-')}.log`);
  }

  static start(options: ProgramOptions): Program {
    const program = new Program(options);
    program.launch();
    return program;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error(`${this.options.name} does not run.`);
    return this.#child.pid;
  }

  /** How often it ended without being asked to. */
  get crashes(): number {
    return this.#crashes;
  }

  /** How it ended, of the start before. */
  get ended(): Promise<Ending> {
    return this.#ended ?? Promise.resolve({ code: 0, signal: null, ms: 0 });
  }

  launch(): void {
    const { name, args, env, node = process.execPath, cwd = projectFolder } = this.options;
    if (this.#child !== null) throw new Error(`${name} runs already.`);
    const startedAt = performance.now();
    const child = spawn(node, args, {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => appendFileSync(this.logFile, bytes));
    const forget = child.pid === undefined ? () => {} : registerProcess(child.pid);
    this.#child = child;
    this.#isAsked = false;
    this.#ended = new Promise((resolve) => {
      // "close" and not "exit": then all that it printed has been read.
      child.once('close', (code, signal) => {
        forget();
        this.#child = null;
        if (!this.#isAsked) this.#crashes += 1;
        resolve({ code, signal, ms: performance.now() - startedAt });
      });
    });
  }

  kill(): Promise<Ending> {
    return this.#end('SIGKILL');
  }

  /** Asks it to end, the way supervisors do. */
  async stop(): Promise<Ending> {
    const child = this.#child;
    const timer = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
    const ending = await this.#end('SIGTERM');
    clearTimeout(timer);
    return ending;
  }

  /** What it has printed so far, of all its starts. */
  output(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
  }

  /** Waits for a text in the output; fails as soon as the program has ended without it. */
  async untilSays(text: string): Promise<void> {
    await until(`${this.options.name} says “${text}”`, () => {
      if (this.output().includes(text)) return true;
      if (!this.isRunning) throw new Error(`${this.options.name} ended without saying “${text}”:\n${this.lastWords()}`);
      return false;
    });
  }

  /** Waits until an address responds with a status; fails as soon as the program has ended. */
  async untilAnswers(url: string, status = 200): Promise<void> {
    await until(`${url} answers ${status}`, async () => {
      if (!this.isRunning) throw new Error(`${this.options.name} ended:\n${this.lastWords()}`);
      const response = await fetch(url, { redirect: 'manual' }).catch(() => null);
      await response?.body?.cancel();
      return response?.status === status;
    });
  }

  lastWords(length = 4_000): string {
    return this.output().slice(-length);
  }

  async #end(signal: NodeJS.Signals): Promise<Ending> {
    const [child, ended] = [this.#child, this.#ended];
    if (child === null || ended === null) return { code: 0, signal: null, ms: 0 };
    this.#isAsked = true;
    const startedAt = performance.now();
    child.kill(signal);
    return { ...(await ended), ms: performance.now() - startedAt };
  }
}
