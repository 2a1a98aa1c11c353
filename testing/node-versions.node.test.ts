/** The portal and the emulator on the versions of Node that are supported beside the one that runs the tests. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createdId, fillForm, leadsToForm, START, submitCreate } from './creation';
import { credentialsOf, Portal } from './portal';
import { projectFolder } from './program';
import { startEmulator } from './start-emulator';
import { Visitor } from './visitor';

/** From npm, kept for the next run. */
async function nodeOf(major: number): Promise<string> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = path.join(projectFolder, 'node_modules', '.cache', 'partner-portal', `node-${major}`);
  const node = path.join(folder, 'node_modules', name, 'bin', 'node');
  if (!existsSync(node))
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${major}`]);
  return node;
}

test.each([22, 24])('on Node %i the portal starts, staff sign in, and onboarding is started', async (major) => {
  const node = await nodeOf(major);
  const { stdout } = await promisify(execFile)(node, ['--version']);
  expect(stdout).toMatch(new RegExp(`^v${major}\\.`));
  const emulator = await startEmulator({ node });
  const portal = await Portal.start({ name: `node ${major}`, emulator, node });
  const visitor = await Visitor.signIn(portal, credentialsOf('operator'));
  const id = createdId(
    await submitCreate({ portal }, visitor, await fillForm({ portal }, visitor, `node-${major}@customer.example`)),
  );
  expect(id).not.toBeNull();
  const page = `/customers/${id}`;
  const response = await visitor.press(portal, page, await visitor.readForm(portal, page, START));
  expect(response && leadsToForm(response)).toBe(true);
  await portal.stop();
  await emulator.stop();
});
