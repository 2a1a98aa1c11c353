/** What the commands share: usage errors and failures in words for people, an exit code, and a closed database. */

import { EnvError } from '@/lib/env';
import { log } from '@/lib/log';
import { closeDatabase } from '@/lib/platform/db/client';

/** The command was called wrongly: the message and the usage are printed, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command cannot do its work, for a reason a person can act on: only the message is printed. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export async function runCommand(usage: string, run: (args: string[]) => Promise<void>): Promise<void> {
  // Lines for machines would only hide the sentence for people; `fatal` says why a process stops in the middle.
  log.level = 'fatal';
  const args = process.argv.slice(2);
  try {
    if (args.includes('--help') || args.includes('-h')) console.log(usage);
    else await run(args);
  } catch (error) {
    process.exitCode = explain(error, usage);
  } finally {
    await closeDatabase();
  }
}

function explain(error: unknown, usage: string): number {
  if (!(error instanceof Error)) throw error;
  if (error instanceof UsageError || isParseArgsError(error)) {
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (error instanceof EnvError || error instanceof CommandError || error.name === 'DatabaseInUseError') {
    console.error(error.message);
    return 1;
  }
  console.error(`This did not work: ${describe(error)}`);
  return 1;
}

/** `parseArgs` says well what is wrong with which option. */
function isParseArgsError(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
}

/** The innermost reason, without SQL and its parameters, which hold personal data. */
function describe(error: Error): string {
  if (error.cause instanceof Error) return describe(error.cause);
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return describe(error.errors[0]);
  return error.message.split('\n')[0] ?? error.name;
}

/** Where the data goes, without user name and password. */
export function describeDatabase(options: { readonly databaseUrl: string | null; readonly dataDir: string }): string {
  if (options.databaseUrl === null) return `the embedded database in ${options.dataDir}`;
  const { host, pathname } = new URL(options.databaseUrl);
  return `PostgreSQL at ${host}${pathname}`;
}
