// @ts-check
/** Loads `.env` of the project folder when there is one. Variables that are already set win, as Node defines it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Not `import.meta.dirname`: a Node too old to know it must still reach the message that says so.
export const projectFolder = path.resolve(fileURLToPath(import.meta.url), '..', '..');

export function loadEnvFile() {
  const file = path.join(projectFolder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
