'use server';

import { pluralise } from '@/lib/format';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { SESSION_IDLE_MS } from '@/lib/platform/auth/session-token';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { endOtherSessions, endOwnSession } from './own-sessions';
import { noInput, sessionIdInput } from './session-view.rules';

export const endOwnSessionAction = defineAction({
  name: 'end own session',
  roles: STAFF_ROLES,
  input: sessionIdInput,
  describe: ({ kind }) => (kind === 'not_found' ? { message: 'That session has ended already.' } : null),
  async run({ scope, origin }, { session }) {
    const ended = await endOwnSession(scope, session, { origin, sessionIdleMs: SESSION_IDLE_MS });
    return ended.ok ? ok({ message: 'Signed out there.' }) : ended;
  },
});

export const endOtherSessionsAction = defineAction({
  name: 'end other sessions',
  roles: STAFF_ROLES,
  input: noInput,
  async run({ scope, origin }) {
    const count = await endOtherSessions(scope, origin);
    return ok({ message: count === 0 ? 'There was no other.' : `${pluralise(count, 'session')} ended.` });
  },
});
