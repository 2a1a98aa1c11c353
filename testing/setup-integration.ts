/**
 * Global setup of the integration tests, once for each database they run on: an emulator over HTTP, and an empty
 * database with all migrations that every test file copies.
 */
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { makeTemplate } from '@/lib/platform/db/embedded-template';
import { openPostgres } from '@/lib/platform/db/open-postgres';
import { startPostgres } from './postgres';
import type {} from './provided-context';
import { startEmulator } from './start-emulator';

const TEMPLATE = 'portal_template';

export default async function setup(project: TestProject) {
  const { stop: stopEmulator, ...address } = await startEmulator();
  project.provide('emulator', address);
  if (!project.name.endsWith('postgres')) {
    project.provide('database', { kind: 'pglite', template: await makeTemplate() });
    return stopEmulator;
  }
  const server = await startPostgres({ say: console.log });
  await createTemplate(server.url);
  project.provide('database', { kind: 'postgres', url: server.url, template: TEMPLATE });
  return async () => {
    await stopEmulator();
    await server.stop();
  };
}

async function createTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const { rows } = await client.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  // Like the embedded database: letters are compared by code point, and known in every script.
  const locale =
    (rows[0]?.version ?? 0) >= 170_000
      ? "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C.UTF-8'"
      : "locale 'C.UTF-8'";
  await client.query(`drop database if exists ${TEMPLATE} with (force)`);
  await client.query(`create database ${TEMPLATE} template template0 encoding 'UTF8' ${locale}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${TEMPLATE}`;
  await (await openPostgres(url.href)).close();
}
