/**
 * Structured logs, one JSON line each, to standard output. Secrets are removed by name at any depth; database errors
 * lose their SQL parameters, which hold personal data.
 */
import 'server-only';
import pino from 'pino';
import { logLevel } from './env';

const SECRET_KEYS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'passwordHash',
  'secret',
  'secretKey',
  'token',
  'url',
  'onboardingUrl',
  'grantToken',
  'state',
  'query',
  'params',
  'body',
];

const redactPaths = SECRET_KEYS.flatMap((key) => {
  const leaf = key.includes('-') ? `["${key}"]` : `.${key}`;
  return [leaf.replace(/^\./, ''), `*${leaf}`, `*.*${leaf}`];
});

/** An error reduced to what may be logged: name, code, message without parameters, own stack lines. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'a value that is not an error was thrown' };
  // Drizzle puts the SQL and its parameters into the message, after a line break.
  const message = (error.message.split('\n')[0] ?? '').slice(0, 300);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12);
  return { name: error.name, code, message, stack, cause: error.cause ? serializeError(error.cause) : undefined };
}

export const log = pino({
  level: logLevel(),
  base: null,
  redact: { paths: redactPaths, censor: '[removed]' },
  serializers: { err: serializeError },
});
