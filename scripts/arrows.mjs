// @ts-check
/**
 * Checks the arrows (who may import whom, `.dependency-cruiser.cjs`) and the rules about single files.
 *
 * With an unknown TypeScript, dependency-cruiser sees no module at all and reports success. So every source file on
 * disk must be among the modules it cruised.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { parseSource, SOURCE_RULES } from './arrows-source-rules.mjs';
import { projectFolder } from './load-env-file.mjs';
import { readArguments } from './usage.mjs';

const SOURCE_FOLDERS = ['app', 'components', 'lib', 'emulator', 'e2e', 'scripts', 'bench', 'testing'];
const SKIPPED_FOLDERS = new Set(['node_modules', '.next', '.data', '.test', '.git', 'drizzle', 'public', 'docs']);

/** @typedef {{ rule: string, where: string, comment: string }} Violation */

/**
 * @param {string} folder The project, or a copy of it.
 * @param {{ cruiser?: typeof cruise }} [options]
 * @returns {Promise<{ moduleCount: number, violations: Violation[] }>}
 */
export async function checkArrows(folder, { cruiser = cruise } = {}) {
  const { ROOMS, forbidden, options } = createRequire(import.meta.url)(
    path.join(projectFolder, '.dependency-cruiser.cjs'),
  );
  const files = listSources(folder);
  const cruisable = files.filter((file) => !file.endsWith('.d.ts'));
  const tsConfig = extractTSConfig(path.join(folder, 'tsconfig.json'));
  const result = await cruiser(
    cruisable,
    {
      ...options,
      baseDir: folder,
      ruleSet: { forbidden },
      validate: true,
      tsConfig: { fileName: path.join(folder, 'tsconfig.json') },
    },
    undefined,
    { tsConfig },
  );
  if (typeof result.output === 'string') throw new Error('dependency-cruiser answered with text instead of a result.');
  const cruised = new Set(result.output.modules.map((module) => module.source));
  const rooms = Object.values(ROOMS).map((pattern) => new RegExp(pattern));
  /** @type {Violation[]} */
  const violations = [
    ...cruisable
      .filter((file) => !cruised.has(file))
      .map((file) => ({ rule: 'cruised', where: file, comment: 'dependency-cruiser did not see this file' })),
    ...files
      .filter((file) => !rooms.some((room) => room.test(file)) && !isRootDeclaration(file))
      .map((file) => ({ rule: 'place', where: file, comment: 'no room of the house contains this file' })),
    ...result.output.summary.violations.map((violation) => ({
      rule: violation.rule.name,
      where: describePath(violation),
      comment:
        forbidden.find((/** @type {{ name: string }} */ rule) => rule.name === violation.rule.name)?.comment ?? '',
    })),
    ...files.flatMap((file) => checkSource(folder, file)),
  ];
  return { moduleCount: cruisable.filter((file) => cruised.has(file)).length, violations };
}

/** @param {import('dependency-cruiser').IViolation} violation */
function describePath({ from, to, cycle }) {
  return [from, ...(cycle?.map((step) => step.name) ?? [to])].join(' → ');
}

/** @param {string} folder @param {string} file @returns {Violation[]} */
function checkSource(folder, file) {
  const source = parseSource(file, readFileSync(path.join(folder, file), 'utf8'));
  return SOURCE_RULES.flatMap(({ name, comment, isBroken }) => {
    const broken = isBroken(source);
    if (broken === true) return [{ rule: name, where: file, comment }];
    if (broken === false || broken.length === 0) return [];
    return [{ rule: name, where: file, comment: [comment, ...broken].join('\n      ') }];
  });
}

/** Written by tools at the root (`next-env.d.ts`); they hold no code. @param {string} file */
function isRootDeclaration(file) {
  return /^[^/]+\.d\.ts$/.test(file);
}

/** @param {string} folder @returns {string[]} */
function listSources(folder) {
  const top = readdirSync(folder, { withFileTypes: true });
  const roots = top.filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name)).map((entry) => entry.name);
  const inFolders = top
    .filter((entry) => entry.isDirectory() && SOURCE_FOLDERS.includes(entry.name))
    .flatMap((entry) => listFolder(folder, entry.name));
  return [...roots, ...inFolders].sort();
}

/** @param {string} folder @param {string} inside @returns {string[]} */
function listFolder(folder, inside) {
  return readdirSync(path.join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const file = `${inside}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : listFolder(folder, file);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [file] : [];
  });
}

if (process.argv[1] === import.meta.filename) {
  readArguments('Usage: npm run arrows\n\nChecks which folder may import which, and the rules about single files.');
  const { moduleCount, violations } = await checkArrows(projectFolder);
  for (const { rule, where, comment } of violations) console.error(`${rule}: ${where}\n    ${comment}`);
  console.log(`arrows: ${moduleCount} files, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
