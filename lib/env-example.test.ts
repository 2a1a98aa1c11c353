import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { envExample } from './env-example';
import { describeEnv } from './env-schema';

const variables = describeEnv();

test('.env.example is what the list of variables says (npm run env-example writes it)', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
});

test.each(variables)('$name has a sentence', ({ about }) => {
  expect(about).not.toBe('');
});

test.each(variables)('the README names $name', ({ name }) => {
  expect(readFileSync('README.md', 'utf8')).toContain(`\`${name}\``);
});
