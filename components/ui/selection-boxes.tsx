/** Checkboxes of the list. They belong to the selection's form by its id and keep their own state. */
import type { MouseEvent } from 'react';

export const SELECTION_FORM = 'selection';

interface SelectionBoxProps {
  /**
   * One id, or all ids of the page: the value alone must work, because without scripts the other boxes stay unchecked.
   */
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

/** Loads `follow-boxes` on the first click of a checkbox. */
export function followBoxes({ target, nativeEvent }: MouseEvent): void {
  if (!(target instanceof HTMLInputElement)) return;
  import('./follow-boxes').then(({ follow }) => follow(target, nativeEvent.shiftKey)).catch(() => undefined);
}
