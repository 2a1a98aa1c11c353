/**
 * What can be done with the customers that are checked in the list. One form, to which the checkboxes of the table
 * belong by name; the stylesheet shows it while any of them is checked, so it needs no script.
 */
import type { FormAction } from '@/lib/actions/action-state';
import { formatCount } from '@/lib/format';
import type { ChosenAct } from '@/lib/kyb/bulk-rules';
import { SELECTION_FORM } from './selection-boxes';

const ACTS: readonly (readonly [act: ChosenAct, label: string])[] = [
  ['invite', 'Invite'],
  ['resend', 'Send again'],
  ['remind', 'Remind'],
  ['check', 'Check now'],
];

interface SelectionBarProps {
  readonly action: FormAction;
  /** The list's query as it stands in its address. */
  readonly filter: string;
  /** How many match it, over all pages. */
  readonly total: number;
  readonly isTotalCapped: boolean;
  /** Whether there is more than is on this page. */
  readonly hasMore: boolean;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
}

export function SelectionBar({ action, filter, total, isTotalCapped, hasMore, owners }: SelectionBarProps) {
  return (
    <form id={SELECTION_FORM} action={action} className="selection-bar" aria-label="Selected customers">
      <input type="hidden" name="filter" value={filter} />
      <div className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1">
        <p role="status" className="font-semibold" data-selected>
          Selected customers
        </p>
        {hasMore && (
          <label className="flex items-center gap-2">
            <input type="checkbox" name="all" className="size-4 accent-accent" autoComplete="off" />
            All {formatCount(total)}
            {isTotalCapped && '+'} that match
          </label>
        )}
        <button type="reset" className="btn btn-quiet btn-sm">
          Clear
        </button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {ACTS.map(([act, label]) => (
          <button key={act} type="submit" name="act" value={act} className="btn btn-secondary btn-sm">
            {label}
          </button>
        ))}
        <span className="flex min-w-0 items-center gap-2">
          <select name="ownerId" className="control control-sm min-w-0" aria-label="New owner" defaultValue="">
            <option value="">Nobody</option>
            {owners.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit" name="act" value="assign" className="btn btn-secondary btn-sm">
            Assign
          </button>
        </span>
      </div>
    </form>
  );
}
