// @ts-check
/**
 * `npm run licences`: writes docs/licences.md from the lockfile. Which licences are welcome is the table below; a test
 * fails when a package has another one, or when the document is older than the lockfile.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './load-env-file.mjs';
import { readArguments } from './usage.mjs';

/** Licences allowed in production, and what each asks of a distributor. */
export const IN_PRODUCTION = {
  MIT: 'keep the notice',
  'MIT-0': 'nothing',
  ISC: 'keep the notice',
  '0BSD': 'nothing',
  'BSD-2-Clause': 'keep the notice',
  'BSD-3-Clause': 'keep the notice, no endorsement',
  'BlueOak-1.0.0': 'keep the notice',
  'Apache-2.0': 'keep the notice, say what was changed',
  'CC-BY-4.0': 'name the author (data about browsers, used while building)',
  'LGPL-3.0-or-later':
    'libvips below sharp, which Next lists as optional and this portal never loads (images are not optimised)',
  'CC0-1.0': 'nothing',
  'EUPL-1.1+': 'offered beside MIT, which is the one chosen',
};

/** Tools that are not part of what runs in production. */
export const IN_DEVELOPMENT = {
  ...IN_PRODUCTION,
  'MPL-2.0': 'changes to its own files stay under it',
  Zlib: 'keep the notice',
};

/**
 * Packages that name their licence in a way the lockfile leaves out, by their place there; read in their own files.
 * @type {Readonly<Record<string, string>>}
 */
const READ_BY_US = { 'node_modules/busboy': 'MIT', 'node_modules/streamsearch': 'MIT' };

/**
 * @typedef {{ name: string, version: string, licence: string, isDev: boolean }} Licensed
 * @returns {Licensed[]}
 */
export function listLicences() {
  const { packages } = JSON.parse(readFileSync(path.join(projectFolder, 'package-lock.json'), 'utf8'));
  const entries = Object.entries(packages).filter(([place]) => place !== '');
  const all = entries.map(([place, { version, license, dev = false }]) => ({
    name: place.replace(/^.*node_modules\//, ''),
    version,
    licence: license ?? READ_BY_US[place] ?? '',
    isDev: dev,
  }));
  return all.sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** The single licences of an expression: of alternatives and of parts alike. @param {string} expression */
export function partsOf(expression) {
  return expression.replace(/[()]/g, '').split(/ (?:OR|AND) /);
}

export function renderLicences() {
  const inProduction = listLicences().filter(({ isDev }) => !isDev);
  const expressions = [...new Set(inProduction.map(({ licence }) => licence))].sort();
  const sections = expressions.map((expression) => {
    const mine = inProduction.filter(({ licence }) => licence === expression);
    const names = [...new Set(mine.map(({ name, version }) => `${name} ${version}`))];
    return `## ${expression} (${names.length})\n\n${names.join(', ')}\n`;
  });
  const asks = Object.entries(IN_PRODUCTION).map(([licence, text]) => `| ${licence} | ${text} |`);
  return [
    '# Licences of what runs in production',
    '',
    'Written by `npm run licences` from the lockfile; a test fails when it is out of date or when a package brings a',
    'licence that is not in this table. Packages for other platforms are listed too. The full bill of materials in',
    'CycloneDX form: `npm run sbom`.',
    '',
    '| Licence | Asks |',
    '| --- | --- |',
    ...asks,
    '',
    ...sections,
  ].join('\n');
}

export const licencesFile = path.join(projectFolder, 'docs', 'licences.md');

if (process.argv[1] === import.meta.filename) {
  readArguments('Usage: npm run licences\n\nWrites docs/licences.md from the lockfile.');
  writeFileSync(licencesFile, renderLicences());
}
