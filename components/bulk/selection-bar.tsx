/**
 * Actions for the selected customers of the list. The table's checkboxes belong to this form by its id, and CSS shows
 * the form while any is checked, so it needs no script.
 */

import { SELECTION_FORM } from '@/components/ui/selection-boxes';
import { formatCount } from '@/lib/format';
import type { ChosenBulkAction } from '@/lib/platform/db/column-values';
import type { FormAction } from '@/lib/platform/forms/action-state';

const BULK_BUTTONS: readonly (readonly [act: ChosenBulkAction, label: string])[] = [
  ['invite', 'Invite'],
  ['resend', 'Send again'],
  ['remind', 'Remind'],
  ['check', 'Check now'],
];

interface SelectionBarProps {
  readonly action: FormAction;
  /** The list's query, as in the URL. */
  readonly filter: string;
  /** Matching customers on all pages. */
  readonly total: number;
  readonly isTotalCapped: boolean;
  readonly hasMore: boolean;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  /** Id of the current user, the preselected owner. */
  readonly ownId: string;
}

export function SelectionBar(props: SelectionBarProps) {
  const { action, filter, total, isTotalCapped, hasMore, owners, ownId } = props;
  return (
    <form id={SELECTION_FORM} action={action} className="selection-bar" aria-label="Selected customers">
      <input type="hidden" name="filter" value={filter} />
      <div className="flex min-h-7 flex-wrap items-center gap-x-4">
        <p role="status" className="font-semibold" data-selected>
          Selected
        </p>
        {hasMore && (
          <label className="flex items-center gap-2">
            <input type="checkbox" name="all" className="size-4 accent-accent" autoComplete="off" />
            <span>{`All ${formatCount(total)}${isTotalCapped ? '+' : ''} that match`}</span>
          </label>
        )}
        <button type="reset" className="btn btn-quiet btn-sm">
          Clear
        </button>
      </div>
      <div className="selection-acts">
        {BULK_BUTTONS.map(([act, label]) => (
          <button key={act} type="submit" name="act" value={act} className="btn btn-secondary btn-sm">
            {label}
          </button>
        ))}
        <label className="flex items-center gap-2 whitespace-nowrap sm:ml-2">
          Owner
          <select name="ownerId" className="control control-sm max-w-44" defaultValue={ownId} autoComplete="off">
            {owners.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="">Nobody</option>
          </select>
        </label>
        <button type="submit" name="act" value="assign" className="btn btn-secondary btn-sm">
          Assign
        </button>
        {/* Submitted by the browser itself, because the response is a file. */}
        <button type="submit" formAction="/customers/export" formMethod="post" className="btn btn-secondary btn-sm">
          Export
        </button>
      </div>
    </form>
  );
}
