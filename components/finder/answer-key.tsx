import type { ReactNode } from 'react';
import type { NavItem } from '../shell/nav-links';
import { pressListKey } from './list-keys';

type Show = (overlay: ReactNode) => void;

/** Does what a key asks for, unless a dialog is open. */
export async function answerKey(key: string, pages: readonly NavItem[], show: Show): Promise<void> {
  if (document.querySelector('dialog[open]')) return;
  if (key === 'find') return showPalette(pages, show);
  if (key === '?') await showKeys(show);
  else pressListKey(key);
}

async function showPalette(pages: readonly NavItem[], show: Show): Promise<void> {
  const { Palette } = await import('./palette');
  show(<Palette pages={pages} onClose={() => show(null)} onKeys={() => void showKeys(show)} />);
}

async function showKeys(show: Show): Promise<void> {
  const { KeysHelp } = await import('./keys-help');
  show(<KeysHelp onClose={() => show(null)} />);
}
