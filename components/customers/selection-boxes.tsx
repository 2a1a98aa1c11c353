/** The checkboxes of the list. They belong to the selection's form by its id and keep their own state. */
import type { MouseEvent } from 'react';

export const SELECTION_FORM = 'selection';

const BOX = { type: 'checkbox', name: 'customer', form: SELECTION_FORM, autoComplete: 'off', className: 'row-box' };

export function RowBox({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <td className="cell-lead">
      <label>
        <input {...BOX} value={id} />
        <span className="sr-only">Select {name}</span>
      </label>
    </td>
  );
}

/** Stands for everybody on the page: it is all of them by its value too, which is what counts without scripts. */
export function PageBox({ ids }: { readonly ids: string }) {
  return (
    <label>
      <input key={ids} {...BOX} value={ids} />
      <span className="sr-only">Select everybody on this page</span>
    </label>
  );
}

/** What checkboxes do for each other is loaded with the first press of one. */
export function followBoxes({ target, nativeEvent }: MouseEvent): void {
  if (!(target instanceof HTMLInputElement)) return;
  import('./follow-boxes').then(({ follow }) => follow(target, nativeEvent.shiftKey)).catch(() => undefined);
}
