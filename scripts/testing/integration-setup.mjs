// @ts-check
/**
 * Global setup of the integration tests, once for each database they run on: an emulator of its own over HTTP, and
 * for the project on PostgreSQL a real server. Tests read both with vitest's `inject`; the shapes are in
 * `provided-context.ts`.
 */
import { startEmulator } from './emulator.mjs';
import { startPostgres } from './postgres.mjs';

/** @param {import('vitest/node').TestProject} project */
export default async function setup(project) {
  const emulator = await startEmulator();
  const postgres = project.name.endsWith('postgres') ? await startPostgres({ say: console.log }) : null;
  const { stop, ...address } = emulator;
  project.provide('emulator', address);
  project.provide('database', postgres === null ? { kind: 'pglite' } : { kind: 'postgres', url: postgres.url });
  return async () => {
    await stop();
    await postgres?.stop();
  };
}
