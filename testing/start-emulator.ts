/** Starts the emulator as a process of its own, as every test that needs an upstream does. */
import { bundleEmulator } from './bundle-emulator';
import { TEST_KEYS } from './environment';
import { takePort } from './ports';
import { Program } from './program';
import { temporaryFolder } from './run-folder';

export interface EmulatorAddress {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Where its mail catcher listens. */
  readonly smtpUrl: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface RunningEmulator extends EmulatorAddress {
  stop(): Promise<unknown>;
}

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** The port of the portal that it sends webhooks to, and the secret that signs them. */
  readonly webhooks?: { readonly port: number; readonly secret: string };
  /** The Node that runs it; the one of the test when not given. */
  readonly node?: string;
}

export async function startEmulator({ env = {}, webhooks, node }: Options = {}): Promise<RunningEmulator> {
  const [port, smtpPort] = await Promise.all([takePort(), takePort()]);
  const program = Program.start({
    name: 'emulator',
    node,
    args: [await bundleEmulator()],
    env: {
      HOST: '127.0.0.1',
      EMULATOR_PORT: String(port),
      EMULATOR_SMTP_PORT: String(smtpPort),
      EMULATOR_DATA_DIR: temporaryFolder('emulator'),
      ONEMONEY_ACCESS_KEY: TEST_KEYS.accessKey,
      ONEMONEY_SECRET_KEY: TEST_KEYS.secretKey,
      ...(webhooks && {
        EMULATOR_WEBHOOK_URL: `http://127.0.0.1:${webhooks.port}/api/webhooks/onemoney`,
        EMULATOR_WEBHOOK_SECRET: webhooks.secret,
      }),
      ...env,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await program.untilAnswers(`${url}/__emulator/health`);
  return { url, smtpUrl: `smtp://127.0.0.1:${smtpPort}`, ...TEST_KEYS, stop: () => program.stop() };
}
