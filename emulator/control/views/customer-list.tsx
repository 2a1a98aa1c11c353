/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import { type Customer, KYB_STATUSES } from '../../model';
import { ControlLayout, type Notice } from './layout';
import { Instant, Labelled, Pager, StatusTag, Table } from './parts';

interface Props {
  customers: readonly Customer[];
  total: number;
  query: { search: string; status: string };
  page: number;
  pages: number;
  notice: Notice | null;
}

export function customerName(customer: Customer): string {
  return customer.answers.company.legalName || customer.companyName || `${customer.firstName} ${customer.lastName}`;
}

export const CustomerListPage: FC<Props> = ({ customers, total, query, page, pages, notice }) => {
  const isFiltered = query.search !== '' || query.status !== '';
  return (
    <ControlLayout title="Customers" section="Customers" notice={notice}>
      <div class="row spread">
        <h1>Customers</h1>
        <p class="soft numbers">
          {total.toLocaleString('en')} {isFiltered ? 'found' : 'in all'}
        </p>
      </div>
      <search>
        <form class="filter" method="get" action="/">
          <Labelled label="Search" id="search">
            <input class="input" id="search" name="search" type="search" value={query.search} autocomplete="off" />
          </Labelled>
          <Labelled label="Status" id="status">
            <select class="input" id="status" name="status">
              <option value="">Any</option>
              {KYB_STATUSES.map((status) => (
                <option key={status} value={status} selected={status === query.status}>
                  {status}
                </option>
              ))}
            </select>
          </Labelled>
          <div class="actions">
            <button class="button primary" type="submit">
              Show
            </button>
            {isFiltered ? (
              <a class="button quiet" href="/">
                Clear
              </a>
            ) : null}
          </div>
        </form>
      </search>
      <Table
        label="Customers"
        heads={['Business', 'Status', 'E-mail', 'Submitted (UTC)', 'Updated (UTC)']}
        empty={
          isFiltered
            ? 'No customer matches.'
            : 'No customers yet. They appear when a program creates them through the API.'
        }
        rows={customers.map((customer) => (
          <tr key={customer.id}>
            <th scope="row">
              <a class="row-link" href={`/customers/${customer.id}`}>
                {customerName(customer)}
              </a>
            </th>
            <td>
              <StatusTag status={customer.status} />
            </td>
            <td>{customer.email}</td>
            <td>
              <Instant at={customer.submittedAt} />
            </td>
            <td>
              <Instant at={customer.updatedAt} />
            </td>
          </tr>
        ))}
      />
      <Pager path="/" query={query} page={page} pages={pages} />
    </ControlLayout>
  );
};
