'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useTransition } from 'react';
import { type CustomerListQuery, changedHref } from './keys';

/** Long enough for the next letter, short enough to feel at once. */
const PAUSE_MS = 250;

interface SearchBoxProps {
  readonly query: CustomerListQuery;
  /** The rest of the query as hidden fields, for browsers without scripts. */
  readonly children: ReactNode;
}

/** Searches while somebody types. A plain GET form, which is all that is left of it without scripts. */
export function SearchBox({ query, children }: SearchBoxProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What the page was last asked for from here: an answer to it must not touch what was typed since. */
  const asked = useRef(query.search);

  useEffect(() => {
    if (query.search === asked.current) return;
    asked.current = query.search;
    if (input.current) input.current.value = query.search;
  }, [query.search]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = () => {
    clearTimeout(timer.current);
    const text = input.current?.value.trim() ?? '';
    if (text === asked.current) return;
    asked.current = text;
    startTransition(() => router.replace(changedHref(query, { search: text }), { scroll: false }));
  };
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
        onInput={() => {
          clearTimeout(timer.current);
          timer.current = setTimeout(search, PAUSE_MS);
        }}
      />
      <noscript>
        <button type="submit" className="btn btn-secondary">
          Search
        </button>
      </noscript>
    </form>
  );
}
