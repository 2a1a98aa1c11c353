'use client';

import { type ReactElement, useEffect, useState } from 'react';
import type { NavItem } from '@/components/ui/nav-item';

/** Elements in which a key press is text. */
const TYPING = 'input:not([type=checkbox]),textarea,select,[contenteditable]';

/**
 * Listens for shortcut keys and loads their code on first use, so that pages stay small. Single keys work only on the
 * list, never while typing, and can be switched off.
 */
export function Finder({ pages }: { readonly pages: readonly NavItem[] }) {
  const [overlay, show] = useState<ReactElement | null>(null);
  const handle = (key: string) =>
    void import('./shortcut-handler').then((loaded) => loaded.handleKey(key, pages, show)).catch(() => undefined);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      const isFind = (ctrlKey || metaKey) && key === 'k';
      const isSingle =
        !(ctrlKey || metaKey || altKey) && '/jkxir?'.includes(key) && document.querySelector('[data-keys]');
      if (!isFind && (!isSingle || document.cookie.includes('portal-keys=off'))) return;
      if (!isFind && target instanceof Element && target.closest(TYPING)) return;
      event.preventDefault();
      handle(isFind ? 'find' : key);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return (
    <>
      <a
        href="/customers"
        className="btn btn-quiet btn-sm"
        onClick={(event) => {
          event.preventDefault();
          handle('find');
        }}
      >
        Find{' '}
        <kbd translate="no" className="kbd max-sm:hidden">
          Ctrl K
        </kbd>
      </a>
      {overlay}
    </>
  );
}
