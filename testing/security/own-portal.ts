/** A portal and an emulator for what would disturb the others: floods, faults, and a look at everything it leaves. */
import { copyData, Portal } from '../portal';
import { takePort } from '../ports';
import { Program } from '../program';
import { temporaryFolder } from '../run-folder';
import { startEmulator } from '../start-emulator';
import { until } from '../wait';
import { portal } from './client';

export interface OwnPortal {
  readonly url: string;
  readonly emulatorUrl: string;
  readonly env: Readonly<Record<string, string>>;
  readLog(): string;
  /** Ends it as a supervisor would; the emulator stays. */
  stop(): Promise<unknown>;
  /** Ends what is left. */
  close(): Promise<void>;
}

/** On a copy of the prepared database, with everything logged. */
export async function startOwnPortal(): Promise<OwnPortal> {
  const emulator = await startEmulator();
  const { spareEnv } = portal();
  const folder = temporaryFolder('own');
  const env = {
    ...spareEnv,
    PORT: String(await takePort()),
    DATA_DIR: `${folder}/data`,
    LOG_LEVEL: 'debug',
    ONEMONEY_BASE_URL: emulator.url,
    ONEMONEY_LINK_HOSTS: new URL(emulator.url).host,
    SMTP_URL: emulator.smtpUrl,
  };
  copyData(spareEnv.DATA_DIR ?? '', env.DATA_DIR);
  const own = await Portal.start({ emulator, port: Number(env.PORT), folder, env });
  return {
    url: own.url,
    emulatorUrl: emulator.url,
    env,
    readLog: () => own.program.output(),
    stop: () => own.stop(),
    close: async () => {
      await own.stop();
      await emulator.stop();
    },
  };
}

/** What a portal says that cannot start. One that goes on trying is killed as soon as it has said so. */
export async function crash(
  env: Readonly<Record<string, string>>,
  killAt?: RegExp,
): Promise<{ code: number | null; words: string }> {
  const port = String(await takePort());
  const program = Program.start({ name: 'crash', args: ['scripts/start.mjs'], env: { ...env, PORT: port } });
  await until('the portal ends', () => {
    if (killAt?.test(program.output())) void program.kill();
    return !program.isRunning;
  });
  return { code: (await program.ended).code, words: program.output() };
}
