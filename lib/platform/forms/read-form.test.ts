import { expect, test } from 'vitest';
import { readForm } from './read-form';

function form(...fields: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

test('a field that stands twice makes a form unusable, except where it is a list', () => {
  const twice = form(['customer', 'a'], ['act', 'invite'], ['customer', 'b c'], ['$ACTION_ID_x', '']);
  expect(readForm(twice)).toBeNull();
  expect(readForm(twice, { listFields: ['customer'] })).toEqual({ customer: 'a\nb c', act: 'invite' });
  expect(readForm(form(['act', 'a'], ['act', 'b']), { listFields: ['customer'] })).toBeNull();
});
