// @ts-check
/** Global setup of the fault tests: they start the production portal, so there must be a build of what is there now. */
import { buildIfChanged } from '../build-if-changed.mjs';

export default async function setup() {
  const build = await buildIfChanged({ say: console.log });
  if (!build.ok) throw new Error(`The build failed:\n${build.output}`);
}
