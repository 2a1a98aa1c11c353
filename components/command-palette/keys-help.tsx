'use client';

import { useState } from 'react';
import { Overlay } from './overlay';

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['/', 'Search the list'],
  ['Esc', 'Clear the search and leave it'],
  ['j', 'Next customer'],
  ['k', 'Previous customer'],
  ['Enter', 'Open the customer'],
  ['x', 'Select the customer, or no longer'],
  ['i', 'Invite the selected customers, or this one: a dry run first'],
  ['r', 'Go to this customer’s onboarding button, which Enter presses'],
  ['?', 'This list'],
];

const YEAR_SECONDS = 365 * 24 * 3600;

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const [isOn, setIsOn] = useState(() => !document.cookie.includes('portal-keys=off'));
  const change = (next: boolean) => {
    setIsOn(next);
    const secure = location.protocol === 'https:' ? '; secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore exists on secure origins only
    document.cookie = `portal-keys=${next ? 'on' : 'off'}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
  };
  return (
    <Overlay label="Keyboard" onClose={onClose}>
      <div className="flex items-center justify-between gap-4 border-b border-line px-4 py-2">
        <h2 className="font-semibold">Keyboard</h2>
        <button type="button" className="btn btn-quiet btn-sm" onClick={onClose}>
          Close
        </button>
      </div>
      <div className="grid gap-4 p-4">
        <p>
          <kbd translate="no" className="kbd">
            Ctrl K
          </kbd>{' '}
          or{' '}
          <kbd translate="no" className="kbd">
            ⌘ K
          </kbd>{' '}
          finds any customer or page, everywhere.
        </p>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={isOn}
            onChange={(event) => change(event.target.checked)}
          />
          Single keys on the list of customers
        </label>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
          {KEYS.map(([key, what]) => (
            <div key={key} className="contents">
              <dt>
                <kbd translate="no" className="kbd">
                  {key}
                </kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Overlay>
  );
}
