/** Global setup of tests that start the built portal: there must be a build of what is there now. */
import { requireBuild } from './portal';
import { runFolder } from './run-folder';

export default async function setup() {
  runFolder();
  await requireBuild();
}
