/**
 * An empty embedded database that `npm run build` makes once. Making one takes about six seconds of computing, copying
 * it a tenth of one, so a first start is nearly as fast as any other.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { fromPglite, PgBoss } from 'pg-boss';
import { migrationsFolder } from './migrations-folder';
import { runMigrations } from './run-migrations';
import { tables } from './schema/tables';

const PACKAGES = ['@electric-sql/pglite', 'pg-boss'];

/** Copies the template to where a database shall be; false if there is none for these packages and migrations. */
export async function copyTemplate(to: string): Promise<boolean> {
  const template = path.join(templatesFolder(), await templateName());
  // A copy that a crash cut short must not be taken for a database.
  const draft = `${to}.draft`;
  await rm(draft, { recursive: true, force: true });
  try {
    // Nothing else runs at this point, and file by file in the background takes three times as long.
    cpSync(template, draft, { recursive: true });
  } catch {
    return false;
  }
  await rename(draft, to);
  return true;
}

/** Makes the template unless it exists; returns its folder. */
export async function makeTemplate(): Promise<string> {
  const folder = path.join(templatesFolder(), await templateName());
  if ((await readdir(folder).catch(() => [])).length > 0) return folder;
  await mkdir(templatesFolder(), { recursive: true });
  const draft = await mkdtemp(`${folder}.draft-`);
  await fill(draft);
  // Another process may have been faster; either result will do.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}

async function fill(folder: string): Promise<void> {
  const lite = await PGlite.create({ dataDir: folder, extensions: { pg_trgm } });
  await runMigrations(drizzle(lite, { schema: tables }));
  const boss = new PgBoss({ db: fromPglite(lite), backend: 'pglite', schedule: false, supervise: false });
  await boss.start();
  await boss.stop();
  await lite.close();
}

function templatesFolder(): string {
  return path.join(
    /* turbopackIgnore: true */ process.cwd(),
    'node_modules',
    '.cache',
    'partner-portal',
    'embedded-database',
  );
}

/** Other packages or migrations, another template. */
async function templateName(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of PACKAGES)
    hash.update(
      await readFile(path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', name, 'package.json')),
    );
  const folder = migrationsFolder();
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.sql')).sort())
    hash.update(name).update(await readFile(path.join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}
