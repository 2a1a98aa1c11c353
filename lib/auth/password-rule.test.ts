import { describe, expect, it } from 'vitest';
import { PASSWORD_MIN, passwordProblem } from './password-rule';

const CONTEXT = ['grace.hopper@navy.example', 'Grace Hopper', 'Northwind Pay'];
const problem = (password: string) => passwordProblem(password, CONTEXT);

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
  ])('cannot be what everybody tries first: %s', (password) => {
    expect(problem(password)).toContain('first that somebody would try');
  });
});
