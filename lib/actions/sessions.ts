'use server';

import { SESSION_IDLE_MS } from '@/lib/auth/session-token';
import { pluralise } from '@/lib/format';
import { noInput, sessionIdInput } from '@/lib/kyb/session-view';
import { ok } from '@/lib/result';
import { STAFF_ROLES } from '@/lib/scope';
import { endOtherSessions, endOwnSession } from '@/lib/services/own-sessions';
import { defineAction } from './define-action';

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
