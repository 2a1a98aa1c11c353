import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { log } from './log';

/** Returns what would be written to standard output. */
function logged(write: () => void): string {
  const stream: unknown = Reflect.get(log, pino.symbols.streamSym);
  const lines: string[] = [];
  vi.spyOn(stream as { write(line: string): void }, 'write').mockImplementation((line) => void lines.push(line));
  log.level = 'debug';
  write();
  vi.restoreAllMocks();
  return lines.join('');
}

const SECRET = 'canary-0123456789';

test.each([
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
])('what is called %s is removed, up to three levels deep', (name) => {
  const text = logged(() =>
    log.info({ [name]: SECRET, a: { [name]: SECRET, b: { [name]: SECRET } }, kept: 'kept' }, 'x'),
  );
  expect(text).not.toContain(SECRET);
  expect(text).toContain('"kept":"kept"');
});

test('a database error loses its parameters, and keeps its name, code and cause', () => {
  const cause = Object.assign(new Error('duplicate key value'), { code: '23505', detail: `Key (email)=(${SECRET})` });
  const error = new Error(`Failed query: insert into x values ($1)\nparams: ${SECRET}`, { cause });
  const text = logged(() => log.error({ err: error }, 'failed'));
  expect(text).not.toContain(SECRET);
  expect(JSON.parse(text)).toMatchObject({
    err: { message: 'Failed query: insert into x values ($1)', cause: { code: '23505' } },
  });
});

test('a thrown value that is no error is not printed', () => {
  expect(logged(() => log.error({ err: SECRET }, 'failed'))).not.toContain(SECRET);
  expect(logged(() => log.error({ err: { anything: SECRET } }, 'failed'))).not.toContain(SECRET);
});

test('every line is one JSON object, whatever is logged', () => {
  const text = logged(() => log.info({ value: 'two\nlines\u2028and more' }, 'a\nb'));
  expect(text.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(text)).toMatchObject({ msg: 'a\nb' });
});
