// @ts-check
import { describe, expect, it } from 'vitest';
import { judge, STEPS } from './test-suites.mjs';

const run = { code: 0, passed: 3, failed: 0, skipped: 0, output: '' };

describe('npm test', () => {
  it('counts what a runner reports', () => {
    expect(judge(run)).toMatchObject({ passed: 3, failed: 0 });
    expect(judge({ ...run, code: 1, failed: 2 })).toMatchObject({ passed: 3, failed: 2 });
  });

  it('takes a suite that ran nothing for a failure', () => {
    expect(judge({ ...run, passed: 0 })).toMatchObject({ failed: 1, output: expect.stringContaining('no test') });
    expect(judge({ ...run, passed: 0, skipped: 5 })).toMatchObject({ failed: 1 });
  });

  it('takes a runner that broke without naming a test for a failure', () => {
    expect(judge({ ...run, code: 1 })).toMatchObject({ failed: 1 });
  });

  it('runs format, types, arrows, unit, integration on both databases, build, security, commands, faults and end-to-end', () => {
    expect(STEPS.flat(2).map(({ name }) => name)).toEqual([
      'format and lint',
      'types',
      'arrows',
      'unit',
      'contract',
      'build',
      'security',
      'commands',
      'integration',
      'integration on PostgreSQL',
      'faults',
      'end-to-end',
    ]);
  });
});
