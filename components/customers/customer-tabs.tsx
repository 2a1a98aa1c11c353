import { LIST_TAB_LABEL, LIST_TABS } from '@/lib/kyb/customer-list';
import type { TabCounts } from '@/lib/kyb/customer-view';
import { Tabs } from '../ui/tabs';
import { type CustomerListQuery, changedHref, tabOf } from './keys';

/** Whose turn it is. The counts are of all customers; search and filters stay when one goes from tab to tab. */
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
