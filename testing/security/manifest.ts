/** What the production build says it serves. The matrix is made from this and not from what we believe we wrote. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const folder = path.join(process.cwd(), '.next');

function read<S extends z.ZodType>(schema: S, ...file: string[]): z.infer<S> {
  return schema.parse(JSON.parse(readFileSync(path.join(folder, ...file), 'utf8')));
}

const reference = z.object({
  exportedName: z.string(),
  workers: z.record(z.string(), z.unknown()),
});
const references = z.object({ node: z.record(z.string(), reference), edge: z.record(z.string(), reference) });

export interface BuiltAction {
  readonly id: string;
  /** What it is exported as, which no other action is; as the table names it. */
  readonly name: string;
  /** Routes of the pages that hold it. */
  readonly routes: readonly string[];
}

export function listActions(): BuiltAction[] {
  const { node, edge } = read(references, 'server', 'server-reference-manifest.json');
  const routes = read(z.record(z.string(), z.string()), 'app-path-routes-manifest.json');
  return Object.entries({ ...node, ...edge }).map(([id, { exportedName, workers }]) => ({
    id,
    name: exportedName,
    routes: Object.keys(workers).flatMap((worker) => routes[worker.replace(/^app/, '')] ?? []),
  }));
}

/** Routes by whether a person sees a page or a program gets an answer. */
export function listRoutes(): { readonly pages: string[]; readonly handlers: string[] } {
  const entries = Object.entries(read(z.record(z.string(), z.string()), 'app-path-routes-manifest.json'));
  const ofKind = (kind: string) => entries.filter(([file]) => file.endsWith(`/${kind}`)).map(([, route]) => route);
  const all = read(
    z.object({
      staticRoutes: z.array(z.object({ page: z.string() })),
      dynamicRoutes: z.array(z.object({ page: z.string() })),
    }),
    'routes-manifest.json',
  );
  const known = new Set(entries.map(([, route]) => route));
  // Routes in only the other manifest are served as well, so they are tested as pages and miss a row there.
  const strays = [...all.staticRoutes, ...all.dynamicRoutes].map(({ page }) => page).filter((page) => !known.has(page));
  return { pages: [...ofKind('page'), ...strays], handlers: ofKind('route') };
}
