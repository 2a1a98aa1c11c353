import { LinkButton } from '../ui/button';
import { type CustomerListQuery, customersExportHref } from './customer-list-query';

/** Import and export links. Plain links without `download`: the response may be the reauthentication page. */
export function CustomerFileLinks({
  query,
  canImport,
}: {
  readonly query: CustomerListQuery;
  readonly canImport: boolean;
}) {
  return (
    <>
      {canImport && <LinkButton href="/customers/import">Import</LinkButton>}
      <details className="relative">
        <summary className="btn btn-secondary">Export</summary>
        <ul className="panel absolute left-0 z-10 sm:right-0 sm:left-auto mt-1 grid min-w-32 p-1 shadow-lg">
          {(['csv', 'json'] as const).map((format) => (
            <li key={format}>
              <a href={customersExportHref(query, format)} className="btn btn-quiet w-full justify-start">
                {format === 'csv' ? 'As CSV' : 'As JSON'}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
