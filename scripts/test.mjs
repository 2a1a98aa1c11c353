// @ts-check
/** `npm test`: installs what is missing, then hands over to `testing/run/main.ts`. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { STOP_SIGNALS } from './child-process.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { projectFolder } from './load-env-file.mjs';

ensureInstalled();

// The channel tells the runner when this process is killed, so that it never goes on by itself.
const runner = spawn(
  process.execPath,
  [
    '--conditions=react-server',
    '--import',
    import.meta.resolve('tsx'),
    path.join(projectFolder, 'testing', 'run', 'main.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: projectFolder, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
);
for (const signal of STOP_SIGNALS) process.on(signal, () => runner.kill(signal));
runner.once('exit', (code) => {
  process.exitCode = code ?? 130;
});
