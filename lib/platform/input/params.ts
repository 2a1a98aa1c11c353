/** Parameters of an address as programs and files read them: each known, each once. Pages for people are tolerant. */
import { z } from 'zod';

export type ParamProblem = 'unknown' | 'repeated' | 'malformed';
/** By the parameter's name. */
export type ParamProblems = Readonly<Record<string, ParamProblem>>;

/** So many are named at most, and so much of a name: the rest of a hostile address is not sent back. */
const MOST_NAMED = 20;
const LONGEST_NAME = 100;

/** An empty text is a parameter that was not given. */
export function given<S extends z.ZodType>(schema: S) {
  return z.union([z.literal('').transform(() => undefined), schema]).optional();
}

export interface ReadParams<N extends string> {
  /** Leaves out empty ones, which is how a form sends fields that were not filled in. */
  readonly values: Readonly<Partial<Record<N, string>>>;
  /** Null when there are none. */
  readonly problems: ParamProblems | null;
}

export function readParams<N extends string>(given: URLSearchParams, known: readonly N[]): ReadParams<N> {
  const names = [...new Set(given.keys())];
  const repeated = names.filter((name) => given.getAll(name).length > 1);
  const values: Partial<Record<N, string>> = {};
  for (const name of known) {
    const value = given.get(name)?.trim() ?? '';
    if (value !== '') values[name] = value;
  }
  return {
    values,
    problems: toProblems([
      ...unknownNames(names, known).map((name) => [name, 'unknown'] as const),
      ...repeated.map((name) => [name, 'repeated'] as const),
    ]),
  };
}

export function unknownNames(names: readonly string[], known: readonly string[]): readonly string[] {
  return names
    .filter((name) => !known.includes(name))
    .slice(0, MOST_NAMED)
    .map((name) => name.slice(0, LONGEST_NAME));
}

function toProblems(found: readonly (readonly [string, ParamProblem])[]): ParamProblems | null {
  if (found.length === 0) return null;
  // The first reason counts: an unknown parameter may also be repeated.
  return Object.fromEntries(found.map(([name, problem]) => [name.slice(0, LONGEST_NAME), problem] as const).reverse());
}

/** Known parameters whose values cannot be understood. */
export function malformed(names: readonly string[]): ParamProblems | null {
  return toProblems(names.map((name) => [name, 'malformed']));
}
