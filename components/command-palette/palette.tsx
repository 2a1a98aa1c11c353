'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useState } from 'react';
import type { NavItem } from '@/components/ui/nav-item';
import { pluralise } from '@/lib/format';
import { statusText } from '@/lib/kyb/status';
import { Overlay } from './overlay';
import { type Finding, useFoundCustomers } from './use-found-customers';

interface PaletteProps {
  readonly pages: readonly NavItem[];
  readonly onClose: () => void;
  /** Opens the list of keys. */
  readonly onKeys: () => void;
}

interface Choice {
  readonly id: string;
  readonly group: 'Customers' | 'Pages';
  readonly label: string;
  readonly note: string;
  readonly go: () => void;
}

/** Finds any customer (searched by the server while typing) or page. A combobox in a native dialog. */
export function Palette({ pages, onClose, onKeys }: PaletteProps) {
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const text = typed.trim();
  const finding = useFoundCustomers(text);
  const open = (href: string) => {
    onClose();
    router.push(href);
  };
  const matches = (label: string) => label.toLowerCase().includes(text.toLowerCase());
  const choices: readonly Choice[] = [
    ...(finding.state === 'found' ? finding.customers : []).map((customer): Choice => {
      const { id, businessName: label, email, status } = customer;
      const note = `${email} · ${statusText(status)}`;
      return { id: `found-${id}`, group: 'Customers', label, note, go: () => open(`/customers/${id}`) };
    }),
    ...pages
      .filter(({ label }) => matches(label))
      .map(
        ({ href, label }): Choice => ({ id: `page-${href}`, group: 'Pages', label, note: href, go: () => open(href) }),
      ),
    ...(matches('Keyboard')
      ? [
          {
            id: 'page-keys',
            group: 'Pages',
            label: 'Keyboard',
            note: 'All keys, and their switch',
            go: onKeys,
          } as const,
        ]
      : []),
  ];
  const at = Math.min(chosen, choices.length - 1);
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: choices.length - 1, PageUp: 0 }[event.key];
    if (to !== undefined && choices.length > 0) {
      event.preventDefault();
      setChosen((to + choices.length) % choices.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      choices[at]?.go();
    }
  };
  const active = choices[at]?.id;
  return (
    <Overlay label="Find a customer or a page" onClose={onClose}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        type="text"
        role="combobox"
        aria-label="Find a customer or a page"
        aria-autocomplete="list"
        aria-expanded={choices.length > 0}
        aria-controls="finder-choices"
        aria-activedescendant={active}
        className="control border-x-0 border-t-0 rounded-none px-4 py-3"
        placeholder="Business, e-mail, id or page"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={move}
      />
      <div id="finder-choices" role="listbox" aria-label="Found" className="max-h-[min(24rem,60dvh)] overflow-y-auto">
        {(['Customers', 'Pages'] as const).map((group) => (
          <Choices key={group} group={group} choices={choices.filter((each) => each.group === group)} active={active} />
        ))}
      </div>
      <p role="status" className="min-h-9 border-t border-line px-4 py-2 text-xs text-muted">
        {foundText(finding, choices.length)}
      </p>
    </Overlay>
  );
}

interface ChoicesProps {
  readonly group: Choice['group'];
  readonly choices: readonly Choice[];
  readonly active: string | undefined;
}

function Choices({ group, choices, active }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the group of a listbox, not of form fields
    <div role="group" aria-label={group}>
      <div className="px-4 pt-2 text-xs text-muted" aria-hidden="true">
        {group}
      </div>
      {choices.map(({ id, label, note, go }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the focus
        <div
          key={id}
          id={id}
          role="option"
          aria-selected={id === active}
          className="choice"
          ref={id === active ? showOption : undefined}
          onClick={go}
        >
          <span className="font-medium wrap-anywhere">{label}</span>
          <span className="block text-xs text-muted wrap-anywhere">{note}</span>
        </div>
      ))}
    </div>
  );
}

function showOption(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}

function foundText(finding: Finding, count: number): string {
  switch (finding.state) {
    case 'idle':
      return 'Type a part of a name, an e-mail address or an id. Escape closes.';
    case 'looking':
      return 'Looking…';
    case 'signed_out':
      return 'You are signed out: customers cannot be searched.';
    case 'no_answer':
      return 'The portal does not answer: customers cannot be searched now.';
    case 'found':
      return count === 0 ? 'Nothing was found.' : `${pluralise(count, 'result')}. Arrow keys choose, Enter opens.`;
  }
}
