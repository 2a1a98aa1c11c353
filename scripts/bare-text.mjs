// @ts-check
/**
 * Finds text that a browser's translation would turn into a crash or into stale words.
 *
 * Translating replaces text nodes by elements. React keeps the nodes it made: a text with siblings is written into a
 * node that is no longer on the page, and inserting or removing anything beside it throws. Text that is all an element
 * holds is safe, because React then sets the element's whole content. So beside other nodes only visible elements are
 * allowed: JSX, or what this file declares as `Elements` (components/ui/elements.ts).
 */
import path from 'node:path';
import ts from 'typescript';

/** @typedef {'text' | 'changing' | 'steady' | 'unsteady'} Kind `steady`: an element that is always there. */
/** @typedef {ts.JsxOpeningElement | ts.JsxSelfClosingElement} Tag */

/** What is in these is no language. */
const CODE = ['code', 'kbd', 'samp', 'pre'];

/** @param {ts.SourceFile} source @returns {string[]} `line: text` of each. */
export function findBareTexts(source) {
  const known = elementNames(source);
  return collect(source, (node) =>
    ts.isJsxElement(node) || ts.isJsxFragment(node) ? bareChildren(node, { source, known }) : [],
  );
}

/** @param {ts.SourceFile} source @returns {string[]} Elements for code whose content a translation would touch. */
export function findTranslatedCode(source) {
  return collect(source, (node) =>
    ts.isJsxOpeningElement(node) && CODE.includes(node.tagName.getText(source)) && !hasAttribute(node, 'translate')
      ? [node]
      : [],
  );
}

/** @param {ts.SourceFile} source @param {(node: ts.Node) => readonly ts.Node[]} find */
function collect(source, find) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    for (const one of find(node)) {
      const { line } = source.getLineAndCharacterOfPosition(one.getStart(source));
      found.push(`${line + 1}: ${one.getText(source).trim().replace(/\s+/g, ' ').slice(0, 60)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * Names that hold elements wherever they stand in the file: declared as such, a state of them, or a constant that is JSX. What Next puts
 * into a layout is a page or another layout, though its type says that it may be anything.
 * @param {ts.SourceFile} source
 */
function elementNames(source) {
  const names = new Set(path.basename(source.fileName) === 'layout.tsx' ? ['children'] : []);
  const saysSo = (/** @type {ts.TypeNode | undefined} */ type) =>
    type !== undefined && /\b(Elements|ReactElement)\b/.test(type.getText(source));
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isPropertySignature(node) && saysSo(node.type)) names.add(node.name.getText(source));
    if (ts.isVariableDeclaration(node) && node.initializer) {
      const { name, initializer } = node;
      if (isElement(initializer, names)) names.add(name.getText(source));
      const [first] = ts.isArrayBindingPattern(name) ? name.elements : [];
      const isState = ts.isCallExpression(initializer) && saysSo(initializer.typeArguments?.[0]);
      if (isState && first && ts.isBindingElement(first)) names.add(first.name.getText(source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/**
 * @param {ts.JsxElement | ts.JsxFragment} parent
 * @param {{ source: ts.SourceFile, known: ReadonlySet<string> }} file
 */
function bareChildren(parent, { source, known }) {
  const children = parent.children.filter(isSomething);
  const kinds = children.map((child) => kindOf(child, known));
  const isFragment = ts.isJsxFragment(parent) || parent.openingElement.tagName.getText(source) === 'Fragment';
  return children.filter((_, at) => {
    const isText = kinds[at] === 'text';
    if (!isText && kinds[at] !== 'changing') return false;
    if (isFragment) return true;
    return children.length > 1 && (!isText || kinds[at - 1] === 'unsteady');
  });
}

/** What React makes a node of: neither line breaks with their indentation nor comments. @param {ts.JsxChild} child */
function isSomething(child) {
  if (ts.isJsxText(child)) return !child.containsOnlyTriviaWhiteSpaces;
  return !ts.isJsxExpression(child) || child.expression !== undefined;
}

/** @param {ts.JsxChild} child @param {ReadonlySet<string>} known @returns {Kind} */
function kindOf(child, known) {
  if (ts.isJsxText(child)) return 'text';
  if (ts.isJsxExpression(child)) {
    if (child.expression && ts.isStringLiteral(child.expression)) return 'text';
    return child.expression && isElement(child.expression, known) ? 'unsteady' : 'changing';
  }
  if (ts.isJsxFragment(child)) return 'unsteady';
  const tag = ts.isJsxElement(child) ? child.openingElement : child;
  const isOfTheBrowser = ts.isIdentifier(tag.tagName) && /^[a-z]/.test(tag.tagName.text);
  return isOfTheBrowser && !hasAttribute(tag, 'key') ? 'steady' : 'unsteady';
}

/**
 * Whether nothing but an element, a list of them or nothing can come of it.
 * @param {ts.Expression} expression
 * @param {ReadonlySet<string>} known
 * @returns {boolean}
 */
function isElement(expression, known) {
  const is = (/** @type {ts.Expression} */ one) => isElement(one, known);
  if (ts.isParenthesizedExpression(expression)) return is(expression.expression);
  if (ts.isJsxElement(expression) || ts.isJsxSelfClosingElement(expression) || ts.isJsxFragment(expression))
    return true;
  if (ts.isConditionalExpression(expression)) return is(expression.whenTrue) && is(expression.whenFalse);
  if (ts.isBinaryExpression(expression)) return is(expression.right);
  if (ts.isIdentifier(expression)) return known.has(expression.text);
  if (ts.isCallExpression(expression)) return makesElements(expression, is);
  return expression.kind === ts.SyntaxKind.NullKeyword;
}

/** `list.map(…)` whose function answers elements. @param {ts.CallExpression} call @param {(one: ts.Expression) => boolean} is */
function makesElements({ expression, arguments: [make] }, is) {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'map') return false;
  if (make === undefined || !ts.isArrowFunction(make)) return false;
  if (!ts.isBlock(make.body)) return is(make.body);
  /** @type {ts.Expression[]} */
  const responses = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isReturnStatement(node) && node.expression) responses.push(node.expression);
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(make.body);
  return responses.every(is);
}

/** @param {Tag} tag @param {string} name */
function hasAttribute({ attributes }, name) {
  return attributes.properties.some(
    (one) => ts.isJsxAttribute(one) && ts.isIdentifier(one.name) && one.name.text === name,
  );
}
