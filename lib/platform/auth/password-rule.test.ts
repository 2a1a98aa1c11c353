import { describe, expect, it } from 'vitest';
import { isShortPassword, PASSWORD_MIN, passwordProblem } from './password-rule';

const CONTEXT = ['grace.hopper@navy.example', 'Grace Hopper', 'Northwind Pay'];
const problem = (password: string, hasFactor = false) => passwordProblem(password, { context: CONTEXT, hasFactor });

describe('a password', () => {
  it.each([
    'bramble otter violin',
    'Zäune, Wolken & Brot',
    'r7#Kq9!vLm2$Xw4z',
    '我喜欢在下雨天喝茶看书写字听音乐',
    'this is simply a long sentence that I like',
    'mississippi riverboat 1957',
  ])('can be any long text: %s', (password) => {
    expect(problem(password)).toBeNull();
  });

  it('needs 15 characters, counted as people do', () => {
    expect(problem('bramble otter ')).toContain(`${PASSWORD_MIN}`);
    expect(problem('🐙🦀🐳🐬🦭🐡🐟')).not.toBeNull();
    expect(problem(`bramble otter ${'x'.repeat(1100)}`)).not.toBeNull();
  });

  it.each([
    'passwordpassword',
    'Password12345678',
    'P@ssw0rd-P@ssw0rd',
    'qwertyuiopasdfghjkl',
    'aaaaaaaaaaaaaaaaaaaa',
    'abababababababab',
    '123456789012345678',
    'abcdefghijklmnop',
    'correct horse battery staple',
    'gracehopper12345',
    'Northwind Pay 2026!',
    'grace.hopper@navy.example',
    'welcome welcome welcome1',
    'admin-admin-admin-1',
    'Summer2026Summer2026',
  ])('cannot be what everyone tries first: %s', (password) => {
    expect(problem(password)).toContain('first that somebody would try');
  });

  it.each(['r7#Kq9!v', 'otter violin', 'zäune-7w', '🐙🦀🐳🐬🦭🐡🐟🦑'])(
    'can be short with a second factor: %s',
    (password) => {
      expect(isShortPassword(password)).toBe(true);
      expect(problem(password, true)).toBeNull();
      expect(problem(password)).toContain('at least 15 characters');
    },
  );

  it('needs eight characters with a second factor', () => {
    expect(problem('r7#Kq9!', true)).toContain('at least 8 characters; this has 7');
  });

  it.each([
    'charlie1',
    'Mercedes',
    'TRUSTNO1',
    'iloveyou2',
    'jordan23',
    'passw0rd',
    'gracehopper1',
    'northwind',
    '87654321',
    'aaaabbbb',
  ])('cannot be one of the most common ones, factor or not: %s', (password) => {
    expect(problem(password, true)).toContain('first that somebody would try');
  });

  it.each(['nick1234-rem936', 'HD764nw5d7e1vbv'])('is held against the list when it is long, too: %s', (password) => {
    expect(problem(password)).toContain('first that somebody would try');
  });
});
