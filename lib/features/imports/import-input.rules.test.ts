import { describe, expect, it } from 'vitest';
import { cellName, draftInput, fileFormatInput, showSubmission } from './import-input.rules';

describe('the form of a draft', () => {
  const importId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const columns = { firstName: '0', lastName: '1', email: '2', companyName: '' };

  it('says everything at once, whichever button was clicked', () => {
    const sent = {
      importId,
      press: 'start',
      ...columns,
      hasHeader: 'on',
      encoding: 'utf-8',
      delimiter: 'semicolon',
      mode: 'create_and_invite',
      locale: 'es',
      [cellName('email', 3)]: 'a@b.example',
      [cellName('firstName', 3)]: 'Ada',
    };
    expect(draftInput.parse(sent)).toEqual({
      importId,
      press: { kind: 'start' },
      columns: { ...columns, hasHeader: true },
      format: { encoding: 'utf-8', delimiter: ';' },
      choice: { mode: 'create_and_invite', locale: 'es' },
      corrections: new Map([[3, { email: 'a@b.example', firstName: 'Ada' }]]),
    });
  });

  it('leaves out what its page did not show', () => {
    expect(draftInput.parse({ importId })).toEqual({
      importId,
      press: { kind: 'save' },
      columns: null,
      format: null,
      choice: null,
      corrections: new Map(),
    });
  });

  it('leads to other rows', () => {
    const { press } = draftInput.parse({ importId, press: showSubmission('problems', 50) });
    expect(press).toEqual({ kind: 'show', filter: 'problems', after: 50 });
  });

  it.each([
    { press: 'show:all:https://evil.example' },
    { press: 'delete' },
    { mode: 'x' },
    { role: 'admin' },
    { 'email-0': 'x' },
    { 'state-3': 'x' },
    { importId: '1' },
    { ...columns, email: 'x' },
  ])('%j is refused', (change) => {
    expect(draftInput.safeParse({ importId, ...change }).success).toBe(false);
  });
});

it.each([
  [
    { encoding: 'utf-8', delimiter: 'tab' },
    { encoding: 'utf-8', delimiter: '\t' },
  ],
  [
    { encoding: '', delimiter: '' },
    { encoding: null, delimiter: null },
  ],
  [{ encoding: 'utf-7' }, { encoding: null, delimiter: null }],
])('a choice of %j becomes %j', (sent, format) => {
  expect(fileFormatInput.parse(sent)).toEqual(format);
});
