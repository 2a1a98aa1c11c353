// @ts-check
/**
 * Reads what a command was called with before it does anything: `--help` prints how to use it, and what it does not
 * know is refused with the same, exit code 2. Plain Node, because some commands run before anything is installed.
 */
// Not by name: a Node too old to have `parseArgs` must still reach the message that says so.
import util from 'node:util';

/**
 * @template {import('node:util').ParseArgsOptionsConfig} [T={}]
 * @param {string} usage
 * @param {{ options?: T, allowPositionals?: boolean }} [config]
 * @returns {{ values: ReturnType<typeof util.parseArgs<{ options: T }>>['values'], positionals: string[] }}
 */
export function readArguments(usage, { options, allowPositionals = false } = {}) {
  try {
    const known = { ...options, help: { type: /** @type {const} */ ('boolean'), short: 'h' } };
    const { values, positionals } = util.parseArgs({ options: known, allowPositionals });
    if (values.help !== true) return /** @type {any} */ ({ values, positionals });
    console.log(usage);
    process.exit(0);
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error), usage);
  }
}

/** @param {string} problem @param {string} usage @returns {never} */
export function refuse(problem, usage) {
  console.error(`${problem}\n\n${usage}`);
  process.exit(2);
}
