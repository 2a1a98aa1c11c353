import 'server-only';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { log } from '@/lib/log';
import type { OpenDatabase } from './database';
import { copyTemplate } from './embedded-template';
import { takeLock } from './folder-lock';
import { migrationsFolder } from './migrations-folder';
import { runMigrations } from './run-migrations';
import { tables } from './schema/tables';

/**
 * A killed owner is recognised by a process id that no longer exists. A living process that got no processor for a
 * while must not lose its lock to a new one, so this only matters if another program has got the id.
 */
const STALE_MS = 60_000;

const heldFolders = new Set<string>();

export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
  constructor(folder: string) {
    super(
      `The embedded database in ${folder} is in use by another process. Stop that process first, give this one ` +
        'another DATA_DIR, or use PostgreSQL through DATABASE_URL, which many processes can share.',
    );
  }
}

/**
 * Opens PGlite in a folder, alone. PGlite itself takes no lock, and a second process silently loses acknowledged
 * rows, so we take one; a lock left behind by a killed process is recognised by its dead process id.
 */
export async function openPglite(folder: string): Promise<OpenDatabase> {
  await mkdir(folder, { recursive: true });
  const release = await lockFolder(folder);
  let lite: PGlite | undefined;
  try {
    const dataDir = path.join(folder, 'pglite');
    if (!existsSync(dataDir)) await copyTemplate(dataDir);
    lite = await PGlite.create({ dataDir, extensions: { pg_trgm } });
    return await use(lite, release);
  } catch (error) {
    await lite?.close();
    await release();
    throw error;
  }
}

async function use(lite: PGlite, release: () => Promise<void>): Promise<OpenDatabase> {
  const db = drizzle(lite, { schema: tables });
  const migrations = await runMigrations(db, migrationsFolder());
  return {
    kind: 'pglite',
    db,
    migrations,
    jobs: { pglite: lite },
    listen: (channel, { onMessage }) => lite.listen(channel, onMessage),
    async close() {
      await lite.close();
      await release();
    },
  };
}

async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lockfilePath = path.join(folder, 'lock');
  const ownerFile = path.join(folder, 'owner');
  const leave = await enter(folder);
  try {
    if (await isOwnerDead(ownerFile)) await rm(lockfilePath, { recursive: true, force: true });
    const release = await takeLock(folder, { lockfilePath, stale: STALE_MS, onLost: abandonShip });
    heldFolders.add(folder);
    await writeFile(ownerFile, String(process.pid));
    return async () => {
      heldFolders.delete(folder);
      await release();
    };
  } catch (error) {
    throw isLocked(error) ? new DatabaseInUseError(folder) : error;
  } finally {
    await leave();
  }
}

/**
 * One at a time looks at who owned the lock, takes it and signs it. Two that saw the same dead owner would otherwise
 * both remove a lock, and the slower one that of the faster. Killed in between, it keeps others out for ten seconds.
 */
async function enter(folder: string): Promise<() => Promise<void>> {
  try {
    return await takeLock(path.join(folder, 'entering'), {
      stale: 10_000,
      retries: { retries: 300, factor: 1, minTimeout: 50 },
      onLost: abandonShip,
    });
  } catch (error) {
    throw isLocked(error) ? new DatabaseInUseError(folder) : error;
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOCKED';
}

async function isOwnerDead(ownerFile: string): Promise<boolean> {
  const pid = Number(await readFile(ownerFile, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  // In a container every start has the same process id, so "myself" means "my predecessor".
  if (pid === process.pid) return !heldFolders.has(path.dirname(ownerFile));
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** The lock was taken away: another process may be writing, so further writes of ours could be lost. */
function abandonShip(error: Error): void {
  log.fatal({ err: error }, 'the lock on the embedded database was taken away; stopping before anything is lost');
  process.exit(1);
}
