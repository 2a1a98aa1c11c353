// @ts-check
/**
 * Versions below these have published vulnerabilities. The advisory service is not reachable from everywhere, so the
 * floors are kept here and reviewed with every update.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from './load-env-file.mjs';

const FLOORS = {
  // Four remote code executions since August 2026.
  next: '16.4.5',
  'next-auth': '4.24.15',
  zod: '4.6.7',
  nodemailer: '9.0.1',
};

const readJson = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8'));
const manifest = readJson('package.json');
const lock = readJson('package-lock.json');
const direct = { ...manifest.dependencies, ...manifest.devDependencies };

/** @param {string} version @param {string} floor */
function isAtLeast(version, floor) {
  const [have, want] = [version, floor].map((text) => (text.split('-')[0] ?? '').split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const [a = 0, b = 0] = [have?.[index], want?.[index]];
    if (a !== b) return a > b;
  }
  return !version.includes('-');
}

describe('versions', () => {
  it.each(Object.entries(FLOORS))('%s is %s or newer, wherever it is installed', (name, floor) => {
    const locked = Object.entries(lock.packages)
      .filter(([place]) => place === `node_modules/${name}` || place.endsWith(`/node_modules/${name}`))
      .map(([, entry]) => entry.version);
    for (const version of locked) expect(isAtLeast(version, floor), `${name} ${version}`).toBe(true);
    if (name in direct) expect(locked.length).toBeGreaterThan(0);
  });

  it.each([
    ['16.4.5', true],
    ['16.10.0', true],
    ['17.0.0', true],
    ['16.4.4', false],
    ['16.4.5-canary.1', false],
    ['9.9.9', false],
  ])('the comparison knows that %s against 16.4.5 is %s', (version, expected) => {
    expect(isAtLeast(version, '16.4.5')).toBe(expected);
  });

  it('are exact for every direct dependency, so that two clones run the same code', () => {
    const loose = Object.entries(direct).filter(
      ([, version]) => !/^(npm:typescript@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('installed are the ones package.json names', () => {
    for (const [name, version] of Object.entries(direct)) {
      const installed = path.join('node_modules', name, 'package.json');
      if (existsSync(path.join(projectFolder, installed)))
        expect(`${name} ${readJson(installed).version}`).toBe(`${name} ${version.replace(/^npm:.+@/, '')}`);
    }
  });

  it('come from whichever registry npm is configured for: the lockfile names no addresses', () => {
    const withAddress = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
    expect(withAddress.map(([place]) => place)).toEqual([]);
  });
});

describe('docs/dependencies.md', () => {
  const text = readFileSync(path.join(projectFolder, 'docs', 'dependencies.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([^`]+)`\s*\|/gm)].map((match) => match[1]);

  it('says of each direct dependency why it is here, and of nothing else', () => {
    expect([...listed].sort()).toEqual(Object.keys(direct).sort());
  });

  it('gives a reason and an alternative for each', () => {
    const incomplete = text
      .split('\n')
      .filter(
        (line) =>
          line.startsWith('| `') && line.split('|').some((cell, index) => index > 0 && index < 4 && cell.trim() === ''),
      );
    expect(incomplete).toEqual([]);
  });
});
