import { formatCount } from '@/lib/format';
import { AppLink } from './app-link';

export interface Tab {
  readonly href: string;
  readonly label: string;
  readonly count?: number;
  /** There are more than `count`. */
  readonly isCapped?: boolean;
  readonly isCurrent: boolean;
  /** Submits the surrounding form with this value instead of following `href`. */
  readonly button?: { readonly name: string; readonly value: string } | undefined;
}

/** Views of a page as links: they have a URL and need no script. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            {tab.button ? (
              <button type="submit" {...tab.button} className="tab" aria-current={tab.isCurrent ? 'page' : undefined}>
                <TabText tab={tab} />
              </button>
            ) : (
              <AppLink href={tab.href} className="tab" aria-current={tab.isCurrent ? 'page' : undefined}>
                <TabText tab={tab} />
              </AppLink>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TabText({ tab }: { readonly tab: Tab }) {
  return (
    <>
      <span>{tab.label}</span>
      {tab.count !== undefined && (
        <span className="text-xs text-muted">{`${formatCount(tab.count)}${tab.isCapped ? '+' : ''}`}</span>
      )}
    </>
  );
}
