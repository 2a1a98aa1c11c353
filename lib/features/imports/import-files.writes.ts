import 'server-only';
import { eq } from 'drizzle-orm';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { importFiles } from '@/lib/platform/db/schema/import-files';

/** Stores the file of a draft beside its rows. `content`: compressed, in base64. */
export async function putImportFile(_scope: StaffScope, db: Db, importId: string, content: string): Promise<void> {
  await db.insert(importFiles).values({ importId, content });
}

export async function removeImportFile(_scope: StaffScope, db: Db, importId: string): Promise<void> {
  await db.delete(importFiles).where(eq(importFiles.importId, importId));
}
