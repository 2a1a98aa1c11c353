/**
 * Single-key shortcuts of the customer list. They only move the focus and click what is focused, so screen readers
 * announce everything as usual. Enter on a row is the browser's own.
 */
export function runShortcut(key: string): void {
  SHORTCUTS[key]?.();
}

const SHORTCUTS: Readonly<Record<string, () => void>> = {
  '/': focusSearch,
  j: () => move(1),
  k: () => move(-1),
  x: () => currentBox()?.click(),
  i: invite,
  r: toOnboarding,
};

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('input[type=search]');
  search?.focus();
  search?.select();
}

function rows(): readonly HTMLTableRowElement[] {
  return [...document.querySelectorAll('tr')].filter((row) => row.querySelector('.row-link'));
}

function currentRow(): HTMLTableRowElement | undefined {
  return rows().find((row) => row.contains(document.activeElement));
}

function currentBox(): HTMLInputElement | null | undefined {
  return currentRow()?.querySelector<HTMLInputElement>('input[name=customer]');
}

/** If no row has the focus, both directions start at the first. */
function move(by: 1 | -1): void {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.querySelector<HTMLElement>('.row-link')?.focus();
}

/** Dry run for the selected customers, else for the focused row. */
function invite(): void {
  const button = document.querySelector<HTMLButtonElement>('button[name=act][value=invite]');
  const isAnySelected = document.querySelector('input[name=customer]:checked') !== null;
  const box = isAnySelected ? null : currentBox();
  if (!button || !(isAnySelected || box)) return;
  if (box) box.checked = true;
  button.form?.requestSubmit(button);
}

/** Only focuses the button: a single key must not leave the portal. */
function toOnboarding(): void {
  currentRow()?.querySelector<HTMLButtonElement>('button.btn:not(.btn-quiet)')?.focus();
}
