// @ts-check
/**
 * Builds the portal only when its sources have changed, by a hash of their contents: times say nothing after a clone or
 * a change of branch. Tests are no part of a build.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCollecting } from './child-process.mjs';
import { nextReadsNoEnvFile, projectFolder } from './load-env-file.mjs';

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'next.config.js',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];
const isTest = (/** @type {string} */ name) => /\.test\.tsx?$|^testing\.ts$/.test(name);
const stampFile = path.join(projectFolder, '.next', 'source-hash');
const buildId = path.join(projectFolder, '.next', 'BUILD_ID');

export const nextCli = path.join(projectFolder, 'node_modules', 'next', 'dist', 'bin', 'next');

/** Whether a production build exists, of whatever age. */
export function hasBuild() {
  return existsSync(buildId);
}

/**
 * @param {{ say?: (line: string) => void, force?: boolean }} [options]
 * @returns {Promise<{ ok: boolean, built: boolean, output: string }>}
 */
export async function buildIfChanged({ say = () => {}, force = false } = {}) {
  const hash = hashSources();
  const isFresh = hasBuild() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
  if (isFresh && !force) return { ok: true, built: false, output: '' };
  say('Building the portal …');
  const { code, output } = await build();
  return { ok: code === 0, built: true, output };
}

/**
 * The portal for production, and the empty embedded database that first starts copy.
 * @param {{ onOutput?: (text: string) => void }} [options]
 */
export async function build({ onOutput } = {}) {
  const hash = hashSources();
  const options = {
    cwd: projectFolder,
    env: { ...process.env, ...nextReadsNoEnvFile, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    ...(onOutput && { onOutput }),
  };
  const template = [path.join('scripts', 'run-ts.mjs'), path.join('scripts', 'embedded-template.ts')];
  const steps = await Promise.all([
    runCollecting(process.execPath, [nextCli, 'build'], options),
    runCollecting(process.execPath, template, options),
  ]);
  const failed = steps.find(({ code }) => code !== 0);
  if (!failed) writeFileSync(stampFile, hash);
  return { code: failed?.code ?? 0, output: steps.map(({ output }) => output).join('') };
}

function hashSources() {
  const hash = createHash('sha256').update(process.versions.node);
  for (const name of SOURCES) addToHash(hash, name);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} name Path inside the project.
 */
function addToHash(hash, name) {
  const file = path.join(projectFolder, name);
  if (!existsSync(file)) return;
  if (!statSync(file).isDirectory()) {
    hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
    return;
  }
  for (const entry of readdirSync(file).sort()) if (!isTest(entry)) addToHash(hash, path.join(name, entry));
}
