/**
 * How much script an empty Next application sends (bench/empty-app), built by the installed Next: the floor for the
 * weight of our pages. Cached until Next, React or the empty application change.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { nextCli } from '../scripts/build-if-changed.mjs';
import { runCollecting } from '../scripts/child-process.mjs';
import { projectFolder } from './program';

const source = path.join(projectFolder, 'bench', 'empty-app');

/** In bytes, gzip. */
export async function emptyAppScriptBytes(): Promise<number> {
  const kept = path.join(projectFolder, '.test', `empty-app-${fingerprint()}`);
  if (existsSync(kept)) return Number(readFileSync(kept, 'utf8'));
  const bytes = await withEmptyApp(async (folder) => weigh(folder));
  writeFileSync(kept, String(bytes));
  return bytes;
}

/** Builds the empty application and removes it afterwards. */
export async function withEmptyApp<T>(use: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(path.join(projectFolder, '.test'), { recursive: true });
  // Inside the project, because packages are looked for upwards; a copy, because a build leaves files behind.
  const folder = mkdtempSync(path.join(projectFolder, '.test', 'empty-app-build-'));
  try {
    cpSync(source, folder, { recursive: true });
    const { code, output } = await runCollecting(process.execPath, [nextCli, 'build', folder], {
      cwd: folder,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    if (code !== 0) throw new Error(`The empty application cannot be built:\n${output}`);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function weigh(folder: string): number {
  const html = readFileSync(path.join(folder, '.next', 'server', 'app', 'index.html'), 'utf8');
  const tags = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const files = new Set(tags.map(([, src = '']) => src.replace(/^\/_next\//, '').replace(/\?.*$/, '')));
  if (files.size === 0) throw new Error('The empty application names no script: its weight cannot be told.');
  const sizes = [...files].map((file) => gzipSync(readFileSync(path.join(folder, '.next', file)), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of ['next', 'react', 'react-dom'])
    hash.update(readFileSync(path.join(projectFolder, 'node_modules', name, 'package.json')));
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.jsx?$/.test(file)) hash.update(file).update(readFileSync(path.join(source, file)));
  return hash.digest('hex').slice(0, 16);
}
