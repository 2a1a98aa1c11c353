/**
 * Connects the checkboxes of the list: Shift selects a range, the page's box selects all of its rows, and the selected
 * are counted. The checkboxes themselves are the state.
 */
import { formatCount } from '@/lib/format';

let last: HTMLInputElement | null = null;
const known = new WeakSet<HTMLFormElement>();

export function follow(box: HTMLInputElement, isRange: boolean): void {
  const { form } = box;
  if (!form || box.name !== 'customer') return;
  // The form's own controls also change the selection: "Clear" and "All that match".
  if (!known.has(form)) {
    known.add(form);
    form.addEventListener('reset', () => setTimeout(() => tell(form)));
    form.addEventListener('change', () => tell(form));
  }
  const { page, rows } = boxesOf(form);
  if (box === page) {
    for (const row of rows) row.checked = box.checked;
  } else {
    if (isRange) checkRange(rows, last, box);
    if (page) page.checked = rows.every((row) => row.checked);
    last = box;
  }
  tell(form);
}

function boxesOf(form: HTMLFormElement) {
  const boxes = [...form.elements].filter(
    (each): each is HTMLInputElement => each instanceof HTMLInputElement && each.name === 'customer',
  );
  return {
    page: boxes.find((each) => each.closest('thead')),
    rows: boxes.filter((each) => each.closest('tbody')),
  };
}

function checkRange(rows: readonly HTMLInputElement[], from: HTMLInputElement | null, to: HTMLInputElement): void {
  const ends = [from ? rows.indexOf(from) : -1, rows.indexOf(to)].sort((a, b) => a - b);
  const [first = -1, end = -1] = ends;
  if (first < 0) return;
  for (const row of rows.slice(first, end + 1)) row.checked = to.checked;
}

function tell(form: HTMLFormElement): void {
  const status = form.querySelector('[data-selected]');
  if (!status) return;
  const count = boxesOf(form).rows.filter((row) => row.checked).length;
  const isAll = form.querySelector<HTMLInputElement>('input[name=all]')?.checked === true;
  const text = isAll ? 'All selected' : `${formatCount(count)} selected`;
  if (status.textContent !== text) status.textContent = text;
}
