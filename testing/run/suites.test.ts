import { describe, expect, it } from 'vitest';
import { commandFor, fromPlaywright, fromVitest } from './reports';
import { parseSelection } from './selection';
import { orNothingRan, QUEUES } from './suites';

const counts = { passed: 3, failed: 0, skipped: 0, failures: [] };

describe('a suite', () => {
  it('counts what its runner reports', () => {
    expect(orNothingRan(0, '', counts)).toMatchObject({ passed: 3, failed: 0 });
    expect(orNothingRan(1, '', { ...counts, failed: 2 })).toMatchObject({ passed: 3, failed: 2 });
  });

  it('that ran nothing has failed', () => {
    expect(orNothingRan(0, '', { ...counts, passed: 0 })).toMatchObject({ failed: 1 });
    expect(orNothingRan(0, '', { ...counts, passed: 0, skipped: 5 })).toMatchObject({ failed: 1 });
  });

  it('whose runner broke without naming a test has failed', () => {
    expect(orNothingRan(1, 'cannot load', counts)).toMatchObject({ failed: 1, output: 'cannot load' });
  });

  it('whose report cannot be read has failed', () => {
    expect(orNothingRan(0, '', fromVitest(null))).toMatchObject({ failed: 1 });
    expect(orNothingRan(0, '', fromPlaywright(null))).toMatchObject({ failed: 1 });
  });
});

describe('npm test', () => {
  const namesOf = (isLong: boolean) =>
    QUEUES.flat()
      .filter((suite) => Boolean(suite.isLong) === isLong)
      .map(({ name }) => name)
      .sort();

  it('runs everything that an ordinary change can break', () => {
    expect(namesOf(false)).toEqual([
      'arrows',
      'build',
      'commands',
      'contract',
      'end-to-end',
      'format and lint',
      'integration',
      'nothing unused',
      'security',
      'types',
      'unit',
    ]);
  });

  it('adds the long suites with --all', () => {
    expect(namesOf(true)).toEqual(['attacks', 'faults', 'integration, long', 'other Node versions']);
    expect(parseSelection(['--all'])).toMatchObject({ isAll: true, files: [] });
  });

  it('runs one file, or the tests of one title', () => {
    expect(parseSelection(['lib/x.test.ts'])).toMatchObject({ files: ['lib/x.test.ts'], title: null });
    for (const flag of ['-g', '-t'])
      expect(parseSelection(['e2e/x.spec.ts', flag, 'a word'])).toMatchObject({ title: 'a word' });
  });

  it('refuses an option that it does not know, by name', () => {
    expect(() => parseSelection(['--fast'])).toThrow(/--fast/);
  });

  it('says how to run just the failed test again, in a way that shell and runner take literally', () => {
    const failure = { title: 'costs $5 (at "most")', message: '' };
    expect(commandFor({ ...failure, file: 'lib/x.test.ts' })).toBe(
      'npm test -- lib/x.test.ts -t "costs .5 .at .most.."',
    );
    expect(commandFor({ ...failure, file: 'e2e/x.spec.ts' })).toContain(' -g "');
  });
});
