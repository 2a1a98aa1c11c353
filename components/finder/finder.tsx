'use client';

import { type ComponentType, type MouseEvent, useEffect, useEffectEvent, useState } from 'react';
import type { NavItem } from '../shell/nav-links';

export interface OverlayProps {
  readonly pages: readonly NavItem[];
  readonly onClose: () => void;
  /** From the palette to the list of keys. */
  readonly onKeys: () => void;
}

/**
 * Listens for the keys of the portal and loads what they open when it is first asked for, so that no page grows by
 * more than this. Single keys work only where the list is, never while somebody types, and can be switched off.
 */
export function Finder({ pages }: Pick<OverlayProps, 'pages'>) {
  const [Overlay, setOverlay] = useState<ComponentType<OverlayProps> | null>(null);
  const open = async (load: Promise<{ default: ComponentType<OverlayProps> }>) => {
    const loaded = await load.catch(() => null);
    if (loaded) setOverlay(() => loaded.default);
  };
  const find = () => open(import('./palette'));
  const showKeys = () => open(import('./keys-help'));
  const press = useEffectEvent(async (event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey } = event;
    if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector('dialog[open]')) return;
    if ((ctrlKey || metaKey) && key === 'k') {
      event.preventDefault();
      return find();
    }
    if (ctrlKey || metaKey || !'/jkxir?'.includes(key) || !document.querySelector('[data-keys]')) return;
    if (target instanceof Element && target.closest('input:not([type=checkbox]),textarea,select,[contenteditable]'))
      return;
    if (document.cookie.includes('portal-keys=off')) return;
    event.preventDefault();
    if (key === '?') return showKeys();
    const keys = await import('./list-keys').catch(() => null);
    keys?.press(key);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void press(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <a
        href="/customers"
        className="btn btn-quiet btn-sm"
        onClick={(event: MouseEvent) => {
          event.preventDefault();
          void find();
        }}
      >
        Find <kbd className="kbd max-sm:hidden">Ctrl K</kbd>
      </a>
      {Overlay && <Overlay pages={pages} onClose={() => setOverlay(null)} onKeys={showKeys} />}
    </>
  );
}
