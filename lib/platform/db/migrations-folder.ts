import 'server-only';
import path from 'node:path';

/** The SQL migrations are beside `package.json`; every command of the project runs from there. */
export function migrationsFolder(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'drizzle');
}
