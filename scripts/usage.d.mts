/** What `usage.mjs` offers to commands written in TypeScript. */
type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>>;

type Values<T extends Options> = { readonly [K in keyof T]?: T[K]['type'] extends 'boolean' ? boolean : string };

export function readArguments<T extends Options = Record<never, never>>(
  usage: string,
  config?: { readonly options?: T; readonly allowPositionals?: boolean },
): { readonly values: Values<T>; readonly positionals: string[] };

export function refuse(problem: string, usage: string): never;
