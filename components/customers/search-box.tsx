'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useTransition } from 'react';
import type { Elements } from '../ui/elements';
import { type CustomerListQuery, changedHref } from './customer-list-query';

/** Long enough for the next letter, short enough to feel immediate. */
const PAUSE_MS = 250;

interface SearchBoxProps {
  readonly query: CustomerListQuery;
  /** The other parameters as hidden fields, for browsers without scripts. */
  readonly children: Elements;
}

/** Searches while typing. Without scripts it is a plain GET form. */
export function SearchBox({ query, children }: SearchBoxProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The rendered search text and the ones requested since: their responses must not overwrite newer typing. */
  const asked = useRef([query.search]);

  useEffect(() => {
    const at = asked.current.lastIndexOf(query.search);
    asked.current = at < 0 ? [query.search] : asked.current.slice(at);
    if (at < 0 && input.current) input.current.value = query.search;
  }, [query.search]);

  const search = () => {
    clearTimeout(timer.current);
    const text = input.current?.value.trim() ?? '';
    if (text === asked.current.at(-1)) return;
    asked.current.push(text);
    startTransition(() => router.replace(changedHref(query, { search: text }), { scroll: false }));
  };
  const searchSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(search, PAUSE_MS);
  };
  const leaveOnEscape = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    // Not every browser clears the box itself.
    event.preventDefault();
    event.currentTarget.value = '';
    search();
    event.currentTarget.blur();
  };
  // Also search text that was typed before the script ran.
  const catchUp = useEffectEvent(searchSoon);
  useEffect(() => {
    catchUp();
    return () => clearTimeout(timer.current);
  }, []);
  return (
    <form
      action="/customers"
      method="get"
      className="search-box"
      data-pending={isPending || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      {children}
      <label htmlFor="list-search" className="sr-only">
        Search
      </label>
      <input
        ref={input}
        id="list-search"
        className="control"
        type="search"
        name="search"
        defaultValue={query.search}
        placeholder="Name, e-mail or id"
        maxLength={200}
        autoComplete="off"
        onInput={searchSoon}
        onKeyDown={leaveOnEscape}
      />
      <noscript>
        <button type="submit" className="btn btn-secondary">
          Search
        </button>
      </noscript>
    </form>
  );
}
