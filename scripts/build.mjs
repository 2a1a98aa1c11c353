// @ts-check
/** `npm run build`. No setting goes into a build, so it reads no `.env`. */
import { build } from './build-if-changed.mjs';
import { readArguments } from './usage.mjs';

readArguments(`Usage: npm run build

Builds the portal for npm start. Reads no settings: the same build runs everywhere.`);

const { code } = await build({ onOutput: (text) => process.stdout.write(text) });
process.exitCode = code;
