// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseEnvFile, projectFolder } from './load-env-file.mjs';

const utf8 = (/** @type {string} */ text) => new TextEncoder().encode(text);
const SECRET = 'S3cret$e-01234567890123456789012345678901234567';
const DOLLAR = `APP_URL=http://localhost:3216\nAUTH_SECRET=${SECRET}\nDATABASE_URL=postgres://postgres@127.0.0.1:5999/db$prod\n`;

describe('the text of .env', () => {
  it.each([
    ['a $ is a $, unquoted', 'A=a$b-$c', 'a$b-$c'],
    ['a $ is a $, in double quotes', 'A="a$b-$c"', 'a$b-$c'],
    ['a $ is a $, in single quotes', "A='a$b'", 'a$b'],
    ['a backslash before it stays', 'A=a\\$b', 'a\\$b'],
    ['the mark of Windows editors is no part of the first name', '\ufeffA=a', 'a'],
    ['lines may end as on Windows', 'A=a\r\nB=b\r\n', 'a'],
    ['lines may end as on old Macs', 'A=a\rB=b\r', 'a'],
    ['quotes are taken off', 'A="a b"', 'a b'],
    ['a # begins a comment, except in quotes', 'A="a#b" # c', 'a#b'],
    ['an = may be in a value', 'A=a=b==', 'a=b=='],
    ['export may stand before it', 'export A=a', 'a'],
  ])('%s', (_what, text, value) => {
    expect(parseEnvFile(utf8(text)).A).toBe(value);
  });

  it.each([
    ['with its mark', Buffer.from('\ufeffA=a\n', 'utf16le'), 'UTF-16'],
    ['without its mark', Buffer.from('A=a\n', 'utf16le'), 'UTF-16'],
    ['the other way round', Buffer.from('\ufeffA=a\n', 'utf16le').swap16(), 'UTF-16'],
    ['one byte a letter', Buffer.from('A=ü\n', 'latin1'), 'not UTF-8'],
  ])('in another encoding, %s, is refused by name', (_what, bytes, problem) => {
    expect(() => parseEnvFile(bytes)).toThrow(problem);
  });
});

describe('a command that loads .env', () => {
  /** @type {string[]} */
  const folders = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** What the process sees after our reader, and after Next has had its turn. */
  function run(/** @type {Record<string, string | Buffer>} */ files, /** @type {Record<string, string>} */ env = {}) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-env-'));
    folders.push(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    const script = `
      import { loadEnvFile } from './scripts/load-env-file.mjs';
      import nextEnv from '@next/env';
      loadEnvFile(process.argv[1]);
      nextEnv.loadEnvConfig(process.argv[1], false, { info() {}, error() {} });
      const { APP_URL, PORT, AUTH_SECRET, DATABASE_URL } = process.env;
      console.log(JSON.stringify({ APP_URL, PORT, AUTH_SECRET, DATABASE_URL }));`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder], {
      cwd: projectFolder,
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    });
    return { status, stderr, seen: stdout === '' ? null : JSON.parse(stdout) };
  }

  it('sees the same as Next does in the same process', () => {
    expect(run({ '.env': DOLLAR }).seen).toEqual({
      APP_URL: 'http://localhost:3216',
      AUTH_SECRET: SECRET,
      DATABASE_URL: 'postgres://postgres@127.0.0.1:5999/db$prod',
    });
  });

  it('keeps what is already set, a $ included, and what is set to nothing', () => {
    const { seen } = run({ '.env': DOLLAR }, { AUTH_SECRET: 'from$the-shell', DATABASE_URL: '' });
    expect(seen).toMatchObject({ AUTH_SECRET: 'from$the-shell', DATABASE_URL: '' });
  });

  it('reads a file with the mark of Windows editors', () => {
    expect(run({ '.env': '\ufeffAPP_URL=http://localhost:3216\r\nPORT=3216\r\n' }).seen).toEqual({
      APP_URL: 'http://localhost:3216',
      PORT: '3216',
    });
  });

  it('reads no other file of Next’s, and says so', () => {
    const { seen, stderr } = run({ '.env.local': 'PORT=1', '.env.production': 'PORT=2', '.env': 'APP_URL=x' });
    expect(seen).toEqual({ APP_URL: 'x' });
    expect(stderr).toBe(
      'Settings are read from .env only. Move those of .env.local, .env.production into it, then delete the file.\n',
    );
  });

  it('ends with the name of a file in UTF-16', () => {
    const { status, stderr } = run({ '.env': Buffer.from('\ufeffPORT=1\n', 'utf16le') });
    expect(status).toBe(1);
    expect(stderr).toMatch(/[/\\]\.env cannot be used: it is saved as UTF-16\. Save it as UTF-8\.\n$/);
  });
});
