import { toCustomerTask } from '@/lib/kyb/customer-task';
import { statusRule } from '@/lib/kyb/status';

/** The views of the return page. */
export type ReturnViewState =
  | 'checking'
  | 'not_finished'
  | 'needs_answer'
  | 'not_approved'
  | 'received'
  | 'setting_up'
  | 'done'
  | 'unreachable';

const BY_TASK = { submit: 'not_finished', add_information: 'needs_answer', correct: 'not_approved' } as const;
const BY_TURN = {
  needs_customer: 'not_finished',
  in_review: 'received',
  setting_up: 'setting_up',
  approved: 'done',
} as const;

/**
 * Chooses the view by turn and meaning of the status, never by its name. `status`: null if upstream cannot be read.
 * `isChecking`: the status may not include the submission yet.
 */
export function toReturnViewState(
  status: string | null,
  { isChecking }: { readonly isChecking: boolean },
): ReturnViewState {
  if (status === null) return 'unreachable';
  if (isChecking) return 'checking';
  const task = toCustomerTask(status);
  return task === null ? BY_TURN[statusRule(status).turn] : BY_TASK[task];
}
