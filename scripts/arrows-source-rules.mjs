// @ts-check
/** The rules of the house that are about one file's text or place, not about what it imports. */
import path from 'node:path';
import ts from 'typescript';
import { findBareTexts, findTranslatedCode } from './bare-text.mjs';

const MAX_LINES = 300;
const MAX_LINES_DATA_OR_TEST = 500;

const isTest = (/** @type {string} */ file) => /\.test\.(tsx?|mjs)$|(^|\/)testing(\.ts$|\/)|^e2e\//.test(file);

/** Tables of texts or codes: nothing in them is read from top to bottom. */
const isDataTable = (/** @type {string} */ file) => /(^|\/)(i18n|data)\/|(countries|vectors|\.data)\.ts$/.test(file);

/** What of lib also runs in a browser: no rule of a feature or of KYB needs a server. */
const isPureFile = (/** @type {string} */ file) =>
  /^lib\/(kyb|platform\/(input|i18n))\/|^lib\/(format|result|hidden-characters)\.ts$|(^|[/.])rules\.ts$/.test(file) ||
  /^lib\/platform\/(auth\/(scope|roles|staff-name|masking|safe-path|password-sign-in|device-text|client-address|request-path)|audit\/audit-events|db\/column-values)\.ts$/.test(
    file,
  ) ||
  /^lib\/platform\/(forms\/(action-state|error-text|public-error-text)|jobs\/dead-job|rate-limit\/limits|mail\/render)\.ts$/.test(
    file,
  );

/** Whose code must never reach a browser. The client of 1Money marks the files that hold secrets. */
const isServerFile = (/** @type {string} */ file) =>
  /^lib\//.test(file) && !/^lib\/onemoney\/(?!(client|transport)\.ts)/.test(file) && !isPureFile(file);

/** What React draws. */
const isPage = (/** @type {string} */ file) => /^(app|components)\/.*\.tsx$/.test(file) && !isTest(file);

/** `instrumentation.ts`: Next replaces the one name it reads while building, so it must be there literally. */
const mayReadEnvironment = (/** @type {string} */ file) =>
  isTest(file) ||
  /^(scripts|bench|e2e)\/|^(lib\/env|instrumentation)\.ts$|^emulator\/(settings|main)\.ts$|^emulator\/bin\.mjs$|^[^/]+\.config\./.test(
    file,
  );

/**
 * @typedef {{ file: string, text: string, source: ts.SourceFile }} SourceFileOfOurs
 * @typedef {{ name: string, comment: string, isBroken: (file: SourceFileOfOurs) => boolean | readonly string[] }} SourceRule
 *   Broken at the places it lists, or as a whole.
 * @type {readonly SourceRule[]}
 */
export const SOURCE_RULES = [
  {
    name: 'server-only-marker',
    comment: "a server file with code must import 'server-only', so that a bundle for browsers cannot contain it",
    isBroken: ({ file, source }) =>
      isServerFile(file) &&
      !isTest(file) &&
      hasCode(source) &&
      !hasDirective(source, 'use server') &&
      !imports(source, 'server-only'),
  },
  {
    name: 'process-env-only-in-env',
    comment: 'only lib/env.ts reads the environment: it checks every variable once and lists all problems',
    isBroken: ({ file, source }) => !mayReadEnvironment(file) && readsEnvironment(source),
  },
  {
    name: 'use-server-only-in-actions',
    comment: '"use server" makes every export a public endpoint; those live in actions.ts, where guards are checked',
    isBroken: ({ file, source }) =>
      hasDirective(source, 'use server') !== /^lib\/features\/[^/]+\/([\w-]+\.)?actions\.ts$/.test(file),
  },
  {
    name: 'use-client-not-in-lib',
    comment: '"use client" belongs to a leaf in components; lib is for the server or for both',
    isBroken: ({ file, source }) => file.startsWith('lib/') && hasDirective(source, 'use client'),
  },
  {
    name: 'no-download-attribute',
    comment:
      'a link with `download` saves whatever answers, also a page that asks who it is; the header names the file',
    isBroken: ({ source }) =>
      some(source, (node) => ts.isJsxAttribute(node) && ts.isIdentifier(node.name) && node.name.text === 'download'),
  },
  {
    name: 'forms-show-every-way-on',
    comment:
      'a form of staff shows its error by FormProblem or FormResult, which lead to sign in and to reauthenticate',
    isBroken: ({ file, source }) =>
      /^components\/(?!self-serve\/)/.test(file) &&
      !isTest(file) &&
      importsName(source, 'useActionState') &&
      !['FormProblem', 'FormResult'].some((name) => importsName(source, name)),
  },
  {
    name: 'no-barrels',
    comment: 'a file named index hides where things live and pulls whole folders into bundles',
    isBroken: ({ file }) => /(^|\/)index\.(ts|tsx|mjs|js)$/.test(file),
  },
  {
    name: 'no-vague-folders',
    comment: 'utils, helpers, types and common say nothing about what they own',
    isBroken: ({ file }) => /(^|\/)(utils?|helpers?|types|common)(\/|\.tsx?$)/.test(file),
  },
  {
    name: 'no-bare-text',
    comment: 'text beside other nodes breaks when a browser translates the page (bare-text.mjs): give it an element',
    isBroken: ({ file, source }) => (isPage(file) ? findBareTexts(source) : false),
  },
  {
    name: 'code-is-not-translated',
    comment: 'what stands in code, kbd, samp and pre is no language: translate="no"',
    isBroken: ({ file, source }) => (isPage(file) ? findTranslatedCode(source) : false),
  },
  {
    name: 'file-length',
    comment: `at most ${MAX_LINES} lines a file (data tables and tests ${MAX_LINES_DATA_OR_TEST})`,
    isBroken: ({ file, text }) =>
      text.trimEnd().split('\n').length > (isTest(file) || isDataTable(file) ? MAX_LINES_DATA_OR_TEST : MAX_LINES),
  },
];

/**
 * @param {string} file
 * @param {string} text
 * @returns {SourceFileOfOurs}
 */
export function parseSource(file, text) {
  const kind = path.extname(file) === '.tsx' ? ts.ScriptKind.TSX : undefined;
  return { file, text, source: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind) };
}

/** Whether anything of the file is left when types are erased. @param {ts.SourceFile} source */
function hasCode(source) {
  return source.statements.some((statement) => {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
    if (ts.isImportDeclaration(statement)) return false;
    return !(ts.isExportDeclaration(statement) && statement.isTypeOnly);
  });
}

/**
 * @param {ts.SourceFile} source
 * @param {string} name
 */
function imports(source, name) {
  return source.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === name,
  );
}

/** @param {ts.SourceFile} source @param {string} name */
function importsName(source, name) {
  return some(source, (node) => ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === name);
}

/** At the top of the file or of any function in it. @param {ts.SourceFile} source @param {string} directive */
function hasDirective(source, directive) {
  return some(
    source,
    (node) =>
      ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression) && node.expression.text === directive,
  );
}

/** @param {ts.SourceFile} source */
function readsEnvironment(source) {
  return some(source, (node) => {
    if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression);
    if (ts.isElementAccessExpression(node))
      return (
        ts.isStringLiteral(node.argumentExpression) &&
        node.argumentExpression.text === 'env' &&
        isProcess(node.expression)
      );
    if (ts.isVariableDeclaration(node))
      return node.initializer !== undefined && isProcess(node.initializer) && ts.isObjectBindingPattern(node.name);
    return (
      ts.isImportDeclaration(node) &&
      ts.isStringLiteral(node.moduleSpecifier) &&
      /^(node:)?process$/.test(node.moduleSpecifier.text)
    );
  });
}

/** @param {ts.Expression} expression @returns {boolean} */
function isProcess(expression) {
  if (ts.isIdentifier(expression)) return expression.text === 'process';
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'process';
}

/** @param {ts.Node} node @param {(node: ts.Node) => boolean} test @returns {boolean} */
function some(node, test) {
  return test(node) || (ts.forEachChild(node, (child) => some(child, test)) ?? false);
}
