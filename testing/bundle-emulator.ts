/**
 * The emulator in one file: from its TypeScript sources a process needs over a second of computing to start, from this
 * a third of one, and tests start it often.
 */
import { cpSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from './program';

let bundled: Promise<string> | undefined;

/** The path of the file. Made again by each process, which takes a tenth of a second. */
export function bundleEmulator(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const source = path.join(projectFolder, 'emulator');
  // Inside the project, because packages are looked for upwards.
  const folder = path.join(projectFolder, '.test', 'emulator');
  const [file, draft] = [path.join(folder, 'main.mjs'), path.join(folder, `main-${process.pid}.mjs`)];
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [path.join(source, 'main.ts')],
    outfile: draft,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfig: path.join(source, 'tsconfig.json'),
    logLevel: 'silent',
  });
  cpSync(path.join(source, 'hosted', 'styles'), path.join(folder, 'styles'), { recursive: true });
  renameSync(draft, file);
  return file;
}
