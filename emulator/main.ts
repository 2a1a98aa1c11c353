/** The emulator as a program: settings from the environment, a few lines about where it listens, a clean end on signals. */
import { createEmulator, PortInUseError } from './create-emulator';
import { readSettings, type StartOptions } from './settings';
import { DEFAULT_ENTITIES } from './settings-schema';
import { FolderInUseError } from './store/folder-lock';

async function main(): Promise<void> {
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
  console.log(greeting(result.options, emulator.url, emulator.smtpPort));
  let isClosing = false;
  const stop = (): void => {
    if (isClosing) return;
    isClosing = true;
    void emulator.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function greeting({ dataDir, hasDefaultKeys }: StartOptions, url: string, smtpPort: number | null): string {
  const lines = [
    'Emulator of the hosted-onboarding API (not 1Money)',
    `  API, control page   ${url}`,
    `  Mail catcher        ${smtpPort === null ? 'off' : `port ${smtpPort}`}`,
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
