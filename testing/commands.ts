/** Commands of ours as processes, at a place where nothing else is. */
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { takePort } from './ports';
import { Program } from './program';
import { temporaryFolder } from './run-folder';

/** Runs a script as `npm run` does; it ends with the test. */
export function runScript(script: string, env: Readonly<Record<string, string>>): Program {
  const program = Program.start({ name: script, args: [path.join('scripts', script)], env });
  onTestFinished(async () => {
    await program.stop();
  });
  return program;
}

export async function exitCodeOf(program: Program): Promise<number | null> {
  return (await program.ended).code;
}

/** A folder and ports for a demo of its own. */
export async function freshPlace() {
  const folder = temporaryFolder('demo');
  const [port, emulatorPort, smtpPort] = [await takePort(), await takePort(), await takePort()];
  const env = {
    DATA_DIR: folder,
    PORT: String(port),
    EMULATOR_PORT: String(emulatorPort),
    EMULATOR_SMTP_PORT: String(smtpPort),
  };
  return { folder, port, emulatorPort, env };
}
