import { LIST_TAB_LABEL, LIST_TABS } from '@/lib/features/customers/customer-list.rules';
import type { TabCounts } from '@/lib/features/customers/customer-view.rules';
import { Tabs } from '../ui/tabs';
import { type CustomerListQuery, changedHref, tabOf } from './customer-list-query';

/** Tabs by whose turn it is. Counts are of all customers; tabs keep search and filters. */
export function CustomerTabs({ query, counts }: { readonly query: CustomerListQuery; readonly counts: TabCounts }) {
  const tabs = LIST_TABS.map((tab) => ({
    href: changedHref(query, { tab }),
    label: LIST_TAB_LABEL[tab],
    count: counts[tab].count,
    isCapped: counts[tab].isCapped,
    isCurrent: tab === tabOf(query),
  }));
  return <Tabs label="Customers by whose turn it is" tabs={tabs} />;
}
