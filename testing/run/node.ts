import { type SpawnOptions, spawn } from 'node:child_process';
import { cleanEnvironment } from '../environment';
import { projectFolder } from '../program';
import { registerProcess } from '../run-folder';

interface Options {
  readonly signal: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  /** In the terminal of the person who waits, instead of being collected. */
  readonly isShown?: boolean;
}

/** Runs Node to its end. Stopped by the signal, it is asked to end; what it leaves behind the janitor removes. */
export function node(
  args: readonly string[],
  { signal, env = {}, isShown }: Options,
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: projectFolder,
      signal,
      env: { ...runnerEnvironment(), ...(isShown ? {} : { NO_COLOR: '1' }), ...env },
      stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    } as SpawnOptions);
    const forget = child.pid === undefined ? () => {} : registerProcess(child.pid);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.once('error', (error) => {
      output += error.message;
    });
    child.once('close', (code) => {
      forget();
      resolve({ code: code ?? 1, output });
    });
  });
}

/** How this machine reaches npm, for what tests install. The programs under test are not given it. */
const WAY_TO_NPM = /^(npm_config_\w+|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY)$/i;

/** Runners choose their own NODE_ENV. */
function runnerEnvironment(): Record<string, string | undefined> {
  const { NODE_ENV: _, ...rest } = cleanEnvironment();
  const kept = Object.entries(process.env).filter(([name]) => WAY_TO_NPM.test(name));
  return { ...Object.fromEntries(kept), ...rest };
}
