import { useEffect, useState } from 'react';
import type { FoundCustomer } from '@/lib/features/customers/customer-view.rules';

/** Pause in typing before a search is sent. */
const AFTER_MS = 150;

export type Finding =
  | { readonly state: 'idle' | 'looking' | 'signed_out' | 'no_answer' }
  | { readonly state: 'found'; readonly customers: readonly FoundCustomer[] };

export function useFoundCustomers(text: string): Finding {
  const [fetched, setFetched] = useState<{ readonly text: string; readonly finding: Finding } | null>(null);
  useEffect(() => {
    if (text === '') return;
    const end = new AbortController();
    const timer = setTimeout(async () => {
      const finding = await ask(text, end.signal);
      if (!end.signal.aborted) setFetched({ text, finding });
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [text]);
  if (text === '') return { state: 'idle' };
  return fetched?.text === text ? fetched.finding : { state: 'looking' };
}

async function ask(text: string, signal: AbortSignal): Promise<Finding> {
  try {
    const response = await fetch(`/api/find?${new URLSearchParams({ text })}`, { cache: 'no-store', signal });
    if (response.status === 401) return { state: 'signed_out' };
    if (!response.ok) return { state: 'no_answer' };
    const { customers } = await response.json();
    return { state: 'found', customers };
  } catch {
    return { state: 'no_answer' };
  }
}
