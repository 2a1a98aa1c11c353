/** `npm run env-example`: writes `.env.example` from the list of environment variables. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { envExample } from '@/lib/env-example';
import { runCommand } from './command';

const USAGE = `Usage: npm run env-example

Writes .env.example from the list of environment variables.`;

await runCommand(USAGE, async (args) => {
  parseArgs({ args, options: {} });
  writeFileSync(new URL('../.env.example', import.meta.url), envExample());
});
