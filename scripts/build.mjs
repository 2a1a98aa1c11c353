// @ts-check
/** `npm run build`: Next's own command. No setting goes into a build, so it reads no `.env`. */
import { nextCli } from './build-if-changed.mjs';
import { nextReadsNoEnvFile } from './load-env-file.mjs';
import { readArguments } from './usage.mjs';

readArguments(`Usage: npm run build

Builds the portal for npm start. Reads no settings: the same build runs everywhere.`);

Object.assign(process.env, nextReadsNoEnvFile);
process.argv = [process.execPath, nextCli, 'build'];
await import(nextCli);
