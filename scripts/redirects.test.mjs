// @ts-check
/** Every redirect names a path of ours, or goes through the one helper that checks paths. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { projectFolder } from './load-env-file.mjs';

const FOLDERS = ['app', 'lib/features', 'lib/platform'];
const LEADING = new Set(['redirect', 'permanentRedirect', 'requireScope']);

/** Expressions that are checked where they are made. Each says where. */
const JUDGED = [
  // `customersHref` and its like put a query onto a fixed path, encoded.
  /^(customersHref|activityHref|developersHref|\w+Href)\(/,
  // toSafePath itself, and what it gave.
  /^toSafePath\(/,
  /^(returnTo|next)$/,
  // run-action.ts: targets that actions wrote as literals, and the onboarding URL, checked against the allowed hosts.
  /^outcome\.(redirectTo|leaveTo\.reveal\(\))$/,
  // services/single-sign-on.ts: out of the discovery document of the configured provider, https or its own scheme.
  /^providerSignOutUrl$/,
];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => path.join(folder, file)),
);

/** @param {string} file @returns {string[]} */
function targetsOf(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(projectFolder, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    const [target] = ts.isCallExpression(node) && LEADING.has(node.expression.getText()) ? node.arguments : [];
    if (target) found.push(...branchesOf(target));
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'redirectTo')
      found.push(...branchesOf(node.initializer));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @param {ts.Expression} target @returns {string[]} */
function branchesOf(target) {
  if (!ts.isConditionalExpression(target)) return [target.getText()];
  return [...branchesOf(target.whenTrue), ...branchesOf(target.whenFalse)];
}

/** A text that begins with one slash and a letter, whatever is put into it later. @param {string} target */
function isOwnPath(target) {
  return /^['"`]\/(?:[a-z]|['"]$)/.test(target);
}

it('leads to paths of our own only', () => {
  const all = files.flatMap((file) => targetsOf(file).map((target) => ({ file, target })));
  expect(all.length).toBeGreaterThan(10);
  const others = all.filter(({ target }) => !isOwnPath(target) && !JUDGED.some((known) => known.test(target)));
  const hint = 'begin it with a path of ours, or give it to toSafePath (lib/platform/auth/safe-path.ts)';
  expect(
    others.map(({ file, target }) => `${file}: ${target}`),
    hint,
  ).toEqual([]);
});
