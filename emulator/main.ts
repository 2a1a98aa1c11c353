/** The emulator as a program: settings from the environment, a few lines about where it listens, a clean end on signals. */
import { parseArgs } from 'node:util';
import { createEmulator, type Emulator, PortInUseError } from './create-emulator';
import { readSettings, type StartOptions } from './settings';
import { DEFAULT_ENTITIES } from './settings-schema';
import { FolderInUseError } from './store/folder-lock';

const USAGE = `Usage: npm run emulator

Starts the emulator of 1Money's hosted onboarding. Settings are environment variables:

  EMULATOR_PORT       API and control page (default 4010)
  EMULATOR_SMTP_PORT  mail catcher, or "off" (default EMULATOR_PORT + 15)
  EMULATOR_DATA_DIR   where its data is kept (default .data/emulator)

All others are listed in emulator/README.md.`;

async function main(): Promise<void> {
  const code = readArguments();
  if (code !== null) {
    process.exitCode = code;
    return;
  }
  const result = readSettings();
  if ('problems' in result) {
    console.error(
      ['The emulator cannot start. Problems in the environment:', ...result.problems.map((line) => `  ${line}`)].join(
        '\n',
      ),
    );
    process.exitCode = 1;
    return;
  }
  const emulator = await createEmulator(result.options);
  console.log(greeting(result.options, emulator));
  let isClosing = false;
  const stop = (): void => {
    if (isClosing) return;
    isClosing = true;
    void emulator.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** The exit code when there is nothing to start. */
function readArguments(): number | null {
  try {
    const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
    if (!values.help) return null;
    console.log(USAGE);
    return 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return 2;
  }
}

function greeting({ dataDir, hasDefaultKeys, ...wanted }: StartOptions, { url, smtpPort }: Emulator): string {
  const isElsewhere = wanted.smtpPort !== 0 && wanted.smtpPort !== smtpPort;
  const mail = `port ${smtpPort}${isElsewhere ? ` (${wanted.smtpPort} is in use)` : ''}`;
  const lines = [
    'Emulator of the hosted-onboarding API (not 1Money)',
    `  API, control page   ${url}`,
    `  Mail catcher        ${smtpPort === null ? 'off' : mail}`,
    `  Data                ${dataDir}`,
  ];
  const [entity] = DEFAULT_ENTITIES;
  if (hasDefaultKeys && entity !== undefined) {
    lines.push('  Made-up key pair    (set ONEMONEY_ACCESS_KEY and ONEMONEY_SECRET_KEY for your own)');
    lines.push(`    ONEMONEY_ACCESS_KEY=${entity.accessKey}`, `    ONEMONEY_SECRET_KEY=${entity.secretKey}`);
  }
  return lines.join('\n');
}

main().catch((error: unknown) => {
  if (!(error instanceof PortInUseError || error instanceof FolderInUseError)) throw error;
  console.error(error.message);
  process.exit(1);
});
