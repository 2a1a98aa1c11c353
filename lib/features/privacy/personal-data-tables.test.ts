import { readFileSync } from 'node:fs';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { tables } from '@/lib/platform/db/schema/tables';
import { STORED_DATA, type StoredData } from './personal-data.rules';

function listed({ columns }: StoredData): string[] {
  return Object.values(columns).flatMap((names) => names.split(' '));
}

const schema = Object.values(tables).map((table) => ({
  name: getTableName(table),
  columns: Object.values(getTableColumns(table)).map((column) => column.name),
}));

test.each(schema)('every column of $name says whether it tells of a person', ({ name, columns }) => {
  const stored = STORED_DATA[name];
  if (!stored)
    throw new Error(
      `The table ${name} has no entry: say what it holds in lib/features/privacy/personal-data.rules.ts.`,
    );
  const names = listed(stored);
  for (const column of columns) {
    const hint = `${name}.${column} is not listed: say in lib/features/privacy/personal-data.rules.ts whether it tells of a person, and let the erasure (lib/features/privacy/erase-customer.writes.ts) and the export reach it if so`;
    expect(names, hint).toContain(column);
  }
  expect(
    names.filter((column) => !columns.includes(column)),
    'columns that are gone',
  ).toEqual([]);
  expect(new Set(names).size, 'a column of two kinds').toBe(names.length);
});

test('no table is listed that is not there', () => {
  expect(Object.keys(STORED_DATA).sort()).toEqual(schema.map(({ name }) => name).sort());
});

test('the document has a line for each table with the personal columns', () => {
  const lines = readFileSync('docs/personal-data.md', 'utf8').split('\n');
  for (const [name, stored] of Object.entries(STORED_DATA))
    expect(lines, 'docs/personal-data.md').toContain(toLine(name, stored));
});

function toLine(name: string, { why, kept, seenBy, columns }: StoredData): string {
  const of = (kind: 'customer' | 'staff') => (columns[kind] ?? '–').replaceAll(' ', ', ');
  return `| \`${name}\` | ${of('customer')} | ${of('staff')} | ${why} | ${kept} | ${seenBy} |`;
}
