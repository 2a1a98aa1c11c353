import { statusRule } from './status';

/** What 1Money waits for: the form itself, more information, or corrections after a rejection. */
export type CustomerTask = 'submit' | 'add_information' | 'correct';

/** Decided by the status's turn and meaning, never by its name. Null when it is not the customer's turn. */
export function toCustomerTask(status: string): CustomerTask | null {
  const { turn, tone } = statusRule(status);
  if (turn !== 'needs_customer') return null;
  if (tone === 'bad') return 'correct';
  return tone === 'attention' ? 'add_information' : 'submit';
}
