import { describe, expect, test } from 'vitest';
import { messageProblems } from './commit-message.mjs';

const BODY = '\n\nA second click would have made a second customer.\n';

describe('a commit message', () => {
  test.each([
    `invites: count a reminder once${BODY}`,
    `platform auth: end sessions of disabled accounts${BODY}# On branch main\n`,
    'Merge branch "x"',
    'Revert "invites: count a reminder once"\n',
    `docs: link the notes\n\nSee https://example.com/${'x'.repeat(120)}\n`,
  ])('is accepted: %j', (message) => expect(messageProblems(message)).toEqual([]));

  test.each([
    ['has no area', `Count a reminder once${BODY}`],
    ['is too long', `invites: ${'x'.repeat(64)}${BODY}`],
    ['ends with a full stop', `invites: count a reminder once.${BODY}`],
    ['has no empty second line', 'invites: count a reminder once\nBecause.\n'],
    ['says no why', 'invites: count a reminder once\n\n# On branch main\n'],
    ['has a very long line', `invites: count a reminder once\n\n${'why '.repeat(30)}\n`],
  ])('that %s is not', (_how, message) => expect(messageProblems(message)).not.toEqual([]));
});
