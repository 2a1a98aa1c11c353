'use client';

import { usePathname } from 'next/navigation';
import type { NavItem } from '@/components/ui/nav-item';
import { AppLink } from '../ui/app-link';

/** A client component only because a layout does not know which page is open. */
export function NavLinks({ items }: { readonly items: readonly NavItem[] }) {
  const pathname = usePathname();
  return (
    <ul className="flex gap-1">
      {items.map((item) => {
        const isCurrent = pathname === item.href || pathname.startsWith(`${item.href}/`);
        return (
          <li key={item.href}>
            <AppLink href={item.href} className="tab" aria-current={isCurrent ? 'page' : undefined}>
              {item.label}
            </AppLink>
          </li>
        );
      })}
    </ul>
  );
}
