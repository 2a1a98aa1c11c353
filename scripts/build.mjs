// @ts-check
/** `npm run build`: Next's own command. No setting goes into a build, so it reads no `.env`. */
import { nextCli } from './build-if-changed.mjs';
import { nextReadsNoEnvFile } from './load-env-file.mjs';

Object.assign(process.env, nextReadsNoEnvFile);
process.argv = [process.execPath, nextCli, 'build', ...process.argv.slice(2)];
await import(nextCli);
