// @ts-check
/**
 * The one reader of `.env`, for every command. Values are taken as they are written: a `$` is a `$`. Variables that are
 * already set win.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

// Not `import.meta.dirname`: a Node too old to know it must still reach the message that says so.
export const projectFolder = path.resolve(fileURLToPath(import.meta.url), '..', '..');

/** Tells Next that the environment is complete. It would read `.env` once more and replace what follows a `$`. */
export const nextReadsNoEnvFile = { __NEXT_PROCESSED_ENV: 'true' };

/** What Next would read too. */
const OTHER_FILES = [
  '.env.local',
  '.env.production',
  '.env.production.local',
  '.env.development',
  '.env.development.local',
];

/** Ends the process with a sentence when the file cannot be read as text. */
export function loadEnvFile(folder = projectFolder) {
  Object.assign(process.env, nextReadsNoEnvFile);
  const others = OTHER_FILES.filter((name) => existsSync(path.join(folder, name)));
  if (others.length > 0)
    console.error(
      `Settings are read from .env only. Move those of ${others.join(', ')} into it, then delete the file.`,
    );
  const file = path.join(folder, '.env');
  if (!existsSync(file)) return;
  try {
    for (const [name, value] of Object.entries(parseEnvFile(readFileSync(file)))) process.env[name] ??= value;
  } catch (error) {
    console.error(`${file} cannot be used: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

/**
 * Throws with what is wrong when the file is not UTF-8.
 * @param {Uint8Array} bytes
 * @returns {Record<string, string>}
 */
export function parseEnvFile(bytes) {
  if (bytes.includes(0) || (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new Error('it is saved as UTF-16. Save it as UTF-8.');
  let text = '';
  try {
    // This also drops the mark that Windows editors put at the beginning.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8. Save it as UTF-8.');
  }
  return parseEnv(text.replace(/\r\n?/g, '\n'));
}
