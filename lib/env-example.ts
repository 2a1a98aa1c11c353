import 'server-only';
import { describeEnv, type EnvVariable } from './env-schema';

const HEAD = `# Settings of the portal. Copy to .env and fill in what you need; checked when the portal starts.
# Made from lib/env-schema.ts by "npm run env-example".
`;

/** The text of `.env.example`: required variables open, all others commented out with their defaults. */
export function envExample(): string {
  return `${HEAD}${describeEnv().map(toLines).join('')}`;
}

function toLines({ name, about, isRequired, fallback }: EnvVariable): string {
  const line = isRequired ? `${name}=` : `#${name}=${fallback ?? ''}`;
  return `\n# ${about}${isRequired ? ' (required)' : ''}\n${line}\n`;
}
