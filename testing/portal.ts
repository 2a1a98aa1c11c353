/** The built portal as a process: started, asked to end and killed as often as a test wants. */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { buildIfChanged } from '../scripts/build-if-changed.mjs';
import { PASSWORD, type PortalPlace, portalEnvironment } from './environment';
import { takePort } from './ports';
import { Program, projectFolder, TYPESCRIPT_ARGUMENTS } from './program';
import { temporaryFolder } from './run-folder';

export type Role = 'admin' | 'operator' | 'viewer';

export interface PortalOptions extends Pick<PortalPlace, 'emulator' | 'databaseUrl' | 'appUrl'> {
  readonly name?: string;
  /** One of its own when not given. */
  readonly port?: number;
  /** Holds its embedded database; one of its own when not given. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The Node that runs it; the one of the test when not given. */
  readonly node?: string;
}

export class Portal {
  readonly url: string;
  readonly appUrl: string;
  readonly program: Program;

  private constructor(
    readonly env: Readonly<Record<string, string>>,
    { name, node }: { readonly name: string; readonly node: string | undefined },
  ) {
    this.url = `http://127.0.0.1:${env.PORT}`;
    this.appUrl = env.APP_URL ?? '';
    this.program = new Program({ name, args: [path.join(projectFolder, 'scripts', 'start.mjs')], env, node });
  }

  /** Decides where it will run; it does not run yet. */
  static async prepare({ name = 'portal', env, node, ...place }: PortalOptions): Promise<Portal> {
    const port = place.port ?? (await takePort());
    const folder = place.folder ?? temporaryFolder(name);
    return new Portal({ ...portalEnvironment({ ...place, port, folder }), ...env }, { name, node });
  }

  static async start(options: PortalOptions): Promise<Portal> {
    const portal = await Portal.prepare(options);
    await portal.start();
    return portal;
  }

  /** Resolves when it is ready, to the milliseconds that took. */
  async start(): Promise<number> {
    const startedAt = performance.now();
    this.program.launch();
    await this.program.untilAnswers(`${this.url}/api/health/ready`);
    return performance.now() - startedAt;
  }

  stop() {
    return this.program.stop();
  }
}

/** The jobs in a process of their own, with the settings of a portal. */
export function prepareWorker(portal: Portal): Program {
  const args = [...TYPESCRIPT_ARGUMENTS, path.join('scripts', 'worker.ts')];
  return new Program({ name: 'worker', args, env: portal.env });
}

export function credentialsOf(role: Role): { readonly email: string; readonly password: string } {
  return { email: `${role}@demo.example`, password: PASSWORD };
}

/** Builds the portal if it changed since the last build. */
export async function requireBuild(): Promise<void> {
  const build = await buildIfChanged({ say: console.log });
  if (!build.ok) throw new Error(`The build failed:\n${build.output}`);
}

/** A copy of an embedded database that no process has open. */
export function copyData(from: string, to: string): void {
  if (existsSync(to)) throw new Error(`${to} exists already.`);
  cpSync(from, to, { recursive: true });
}
