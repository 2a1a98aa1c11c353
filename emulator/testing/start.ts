/** One emulator per test file or per test, on a free port, in memory, closed afterwards. */
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../create-emulator';
import { control } from './client';

/** For one test. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** For all tests of a file; answers a function because the address is known only when they run. */
export function sharedEmulator(options: EmulatorOptions = {}): () => string {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await createEmulator(options);
  });
  afterAll(() => emulator?.close());
  return () => {
    if (emulator === undefined) throw new Error('the emulator is not running yet');
    return emulator.url;
  };
}

export async function setStatus(base: string, id: string, status: string, reviewIssues?: unknown): Promise<void> {
  const body = reviewIssues === undefined ? { status } : { status, review_issues: reviewIssues };
  const { status: answered } = await control(base, 'POST', `/customers/${id}/status`, body);
  if (answered !== 200) throw new Error(`setting ${status} answered ${answered}`);
}
