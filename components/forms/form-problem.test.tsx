import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { FormProblem } from './form-problem';

type Problem = Extract<ActionState, { status: 'error' }>;

function show(more: Partial<Problem>): string {
  const problem: Problem = { status: 'error', message: 'Not saved.', fieldErrors: {}, values: {}, ...more };
  return renderToStaticMarkup(<FormProblem problem={problem} fieldErrors={problem.fieldErrors} formState={problem} />);
}

test.each<[string, Partial<Problem>, string]>([
  ['each wrong field', { fieldErrors: { email: 'Not an address.' } }, 'href="#field-email"'],
  ['signing in, after the session has ended', { isSignedOut: true }, 'href="/sign-in"'],
  ['reauthenticating', { needsReauthentication: true }, 'href="/confirm-it-is-you"'],
  ['the customer that has the address', { duplicateOf: { id: 'c1', name: 'Harbor' } }, 'href="/customers/c1"'],
])('the error of a form leads to %s', (_what, more, link) => {
  expect(show(more)).toContain(link);
  expect(show({})).not.toContain(link);
});

test('the error of a form shows the reference id for support', () => {
  expect(show({ referenceId: 'req-42' })).toContain('req-42');
});
