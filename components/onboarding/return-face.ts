import { statusRule } from '@/lib/kyb/status';
import { assertNever } from '@/lib/result';

/** The faces of the return page. */
export type ReturnFace =
  | 'not_finished'
  | 'needs_answer'
  | 'not_approved'
  | 'received'
  | 'setting_up'
  | 'done'
  | 'unreachable';

/** Chooses the face by whose turn it is and what the status means, never by a status's name. */
export function toReturnFace(status: string | null): ReturnFace {
  if (status === null) return 'unreachable';
  const { turn, tone } = statusRule(status);
  switch (turn) {
    case 'needs_customer':
      if (tone === 'bad') return 'not_approved';
      return tone === 'attention' ? 'needs_answer' : 'not_finished';
    case 'in_review':
      return 'received';
    case 'setting_up':
      return 'setting_up';
    case 'approved':
      return 'done';
    default:
      return assertNever(turn);
  }
}
