import { IMPORT_FIELD_TEXT, type ImportRow } from '@/lib/features/imports/import-view.rules';
import { AppLink } from '../ui/app-link';
import { Cell, type Column, Table } from '../ui/table';
import { RowBadge } from './import-badge';

const COLUMNS: readonly Column[] = [
  { key: 'number', label: 'Row', width: 'w-20' },
  { key: 'person', label: 'Name' },
  { key: 'email', label: 'E-mail' },
  { key: 'company', label: 'Company' },
  { key: 'result', label: 'Result', width: 'w-96' },
];

/** Rows of the file with their expected or actual result. */
export function RowsTable({ rows }: { readonly rows: readonly ImportRow[] }) {
  return (
    <Table caption="Rows of the import" columns={COLUMNS}>
      {rows.map((row) => (
        <tr key={row.number}>
          <Cell label="Row">{row.number}</Cell>
          <Cell label="Name">{[row.values.firstName, row.values.lastName].join(' ').trim() || '–'}</Cell>
          <Cell label="E-mail">{row.values.email || '–'}</Cell>
          <Cell label="Company">{row.values.companyName || '–'}</Cell>
          <Cell place="wide">
            <Result row={row} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function Result({ row }: { readonly row: ImportRow }) {
  return (
    <div className="grid justify-items-start gap-1">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <RowBadge state={row.state} />
        {row.customer && (
          <AppLink href={`/customers/${row.customer.id}`} className="link inline-block py-0.5">
            {row.customer.name}
          </AppLink>
        )}
        {row.isInvited && <span className="text-muted">Invited</span>}
      </div>
      {row.problems.length > 0 && row.state === 'problem' && (
        <ul className="text-bad">
          {row.problems.map(({ field, message }) => (
            <li key={field}>{`${IMPORT_FIELD_TEXT[field]}: ${message}`}</li>
          ))}
        </ul>
      )}
      {row.error && <p className="text-muted">{row.error}</p>}
    </div>
  );
}
