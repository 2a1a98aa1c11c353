/** The checkboxes of the list. They belong to the selection's form by its id and keep their own state. */
import type { MouseEvent } from 'react';

export const SELECTION_FORM = 'selection';

interface SelectionBoxProps {
  /** One id, or those of the whole page: all of them by its value too, which is what counts without scripts. */
  readonly value: string;
  readonly label: string;
}

export function SelectionBox({ value, label }: SelectionBoxProps) {
  return (
    <input
      type="checkbox"
      name="customer"
      form={SELECTION_FORM}
      autoComplete="off"
      className="row-box"
      value={value}
      aria-label={label}
    />
  );
}

/** What checkboxes do for each other is loaded with the first press of one. */
export function followBoxes({ target, nativeEvent }: MouseEvent): void {
  if (!(target instanceof HTMLInputElement)) return;
  import('./follow-boxes').then(({ follow }) => follow(target, nativeEvent.shiftKey)).catch(() => undefined);
}
