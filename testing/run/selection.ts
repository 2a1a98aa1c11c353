/** What a person asked for after `npm test --`. */
import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm test -- [options] [FILE or part of its name …]

  Without a file: everything an ordinary change can break, in about six minutes.
  --all            and the long forms: kill -9, every form of every request, both databases (about 15 minutes)
  --only NAMES     the suites whose names start so, separated by commas

  With files: only these, in whichever suite they belong to. Examples:
    npm test -- lib/kyb/status.test.ts
    npm test -- e2e/invite.spec.ts -g "double click"
  -t, -g TITLE     only the tests whose title matches
  --watch          again on every change (unit and integration tests)
  --list           the suites`;

export interface Selection {
  readonly files: readonly string[];
  readonly title: string | null;
  readonly only: readonly string[];
  readonly isAll: boolean;
  readonly isWatched: boolean;
  readonly wantsList: boolean;
  readonly wantsHelp: boolean;
}

/** Throws a TypeError that names an unknown option. */
export function parseSelection(args: readonly string[]): Selection {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      only: { type: 'string' },
      title: { type: 'string', short: 't' },
      grep: { type: 'string', short: 'g' },
      watch: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  });
  return {
    files: positionals,
    title: values.title ?? values.grep ?? null,
    only: (values.only ?? '').split(',').filter((name) => name !== ''),
    isAll: values.all,
    isWatched: values.watch,
    wantsList: values.list,
    wantsHelp: values.help,
  };
}
