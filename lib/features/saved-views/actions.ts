'use server';

import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { defineAction } from '@/lib/platform/forms/define-action';
import { ok } from '@/lib/result';
import { defaultViewInput, newViewInput, viewInput } from './rules';
import { removeView, saveView, setDefaultView } from './saved-views';

const TOO_MANY = 'You have 50 views already. Delete one first.';

/** All staff may keep views for themselves; sharing one is for those who may act. */
export const saveViewAction = defineAction({
  name: 'save view',
  roles: STAFF_ROLES,
  input: newViewInput,
  describe: (error) => (error.fields?.name === 'too_many' ? { message: TOO_MANY } : null),
  async run({ scope, origin }, { isShared, isDefault, ...view }) {
    const query = toListQuery(view.query);
    const wanted = { ...view, query, isShared: isShared === 'on', isDefault: isDefault === 'on' };
    const saved = await saveView(scope, wanted, origin);
    return saved.ok ? ok({ redirectTo: query === '' ? '/customers?tab=all' : `/customers?${query}` }) : saved;
  },
});

/** Any input ends as parameters of one of our pages; they are read like those of any address. */
function toListQuery(text: string): string {
  return new URLSearchParams(text).toString();
}

export const removeViewAction = defineAction({
  name: 'remove view',
  roles: STAFF_ROLES,
  input: viewInput,
  async run({ scope, origin }, { viewId }) {
    const removed = await removeView(scope, viewId, origin);
    return removed.ok ? ok({ message: 'Deleted.' }) : removed;
  },
});

export const setDefaultViewAction = defineAction({
  name: 'set default view',
  roles: STAFF_ROLES,
  input: defaultViewInput,
  async run({ scope, origin }, { viewId }) {
    const set = await setDefaultView(scope, viewId ?? null, origin);
    return set.ok ? ok({ message: 'Saved.' }) : set;
  },
});
