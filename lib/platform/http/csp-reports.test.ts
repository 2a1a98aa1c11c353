import { beforeEach, describe, expect, it, vi } from 'vitest';
import { log } from '@/lib/log';
import { noteCspReports, parseCspReports } from './csp-reports';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const report = (blocked: string, directive = 'script-src-elem') => ({
  'csp-report': {
    'effective-directive': directive,
    'blocked-uri': blocked,
    'document-uri': 'https://p.example/i/tok?a=b',
  },
});

let nowMs = 1_000_000;
beforeEach(() => {
  nowMs += 600_000;
  vi.spyOn(log, 'warn')
    .mockReset()
    .mockImplementation(() => {});
});

describe('a report', () => {
  it('is read in both forms that browsers send, without the tokens of addresses', () => {
    const violation = { directive: 'script-src-elem', blocked: 'https://evil.example', page: '/i' };
    expect(parseCspReports(bytes(report('https://evil.example/x?secret=1')))).toEqual([violation]);
    const body = {
      effectiveDirective: 'script-src-elem',
      blockedURL: 'https://evil.example/y',
      documentURL: 'https://p.example/i/tok',
    };
    expect(parseCspReports(bytes([{ type: 'csp-violation', body }]))).toEqual([violation]);
  });

  it.each(['', '{', 'null', '[]', '{"csp-report":7}', '[{"type":"csp-violation"}]', '"x"'])(
    '%j says nothing',
    (text) => {
      expect(parseCspReports(bytes(text))).toEqual([]);
    },
  );

  it('cannot write lines or markup into the log', () => {
    const [violation] = parseCspReports(bytes(report('inline\n{"level":60}', '<b>\n')));
    expect(violation).toEqual({ directive: 'unknown', blocked: 'inline', page: '/i' });
  });
});

describe('a flood', () => {
  it('of one kind leaves a line at each doubling', () => {
    for (let count = 0; count < 50; count += 1) expect(noteCspReports(bytes(report('inline')), nowMs)).toBe(0);
    expect(vi.mocked(log.warn).mock.calls.map(([fields]) => Reflect.get(Object(fields), 'count'))).toEqual([
      1, 2, 4, 8, 16, 32,
    ]);
  });

  it('of many kinds is counted as one, and beyond sixty a minute told to wait', () => {
    for (let count = 0; count < 60; count += 1)
      expect(noteCspReports(bytes(report(`https://${count}.example`)), nowMs)).toBe(0);
    expect(vi.mocked(log.warn).mock.calls.length).toBeLessThan(20);
    expect(noteCspReports(bytes(report('inline')), nowMs + 20_000)).toBe(40);
    expect(noteCspReports(bytes(report('inline')), nowMs + 60_000)).toBe(0);
  });
});
