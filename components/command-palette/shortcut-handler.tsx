import type { Dispatch, ReactElement, SetStateAction } from 'react';
import type { NavItem } from '@/components/ui/nav-item';
import { runShortcut } from './list-keys';

type Show = Dispatch<SetStateAction<ReactElement | null>>;

let shown = 0;

/** Runs a shortcut, unless a dialog is open. */
export async function handleKey(key: string, pages: readonly NavItem[], show: Show): Promise<void> {
  if (document.querySelector('dialog[open]')) return;
  if (key === 'find') return showPalette(pages, show);
  if (key === '?') await showKeys(show);
  else runShortcut(key);
}

async function showPalette(pages: readonly NavItem[], show: Show): Promise<void> {
  const { Palette } = await import('./palette');
  open(show, (key, close) => <Palette key={key} pages={pages} onClose={close} onKeys={() => void showKeys(show)} />);
}

async function showKeys(show: Show): Promise<void> {
  const { KeysHelp } = await import('./keys-help');
  open(show, (key, close) => <KeysHelp key={key} onClose={close} />);
}

/** Every overlay has its own key, so a closing one cannot close its successor. */
function open(show: Show, make: (key: number, close: () => void) => ReactElement): void {
  shown += 1;
  const overlay = make(shown, () => show((current) => (current === overlay ? null : current)));
  show(overlay);
}
