'use client';

import { useState } from 'react';
import { useHasMounted } from './use-has-mounted';

interface CopyTextProps {
  readonly text: string;
  /** Names the button: "customer id". */
  readonly what: string;
  readonly label?: string;
}

/** Shown only if the browser can copy; the text itself is elsewhere on the page. */
export function CopyText({ text, what, label = 'Copy' }: CopyTextProps) {
  const hasMounted = useHasMounted();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  if (!hasMounted || !navigator.clipboard) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
    }
    setTimeout(() => setState('idle'), 2500);
  };
  return (
    <>
      <button type="button" className="btn btn-quiet btn-sm -my-1" onClick={copy}>
        <span>{label}</span>
        <span className="sr-only">{` ${what}`}</span>
      </button>
      <span role="status" className="text-xs text-muted">
        {state === 'copied' ? 'Copied' : state === 'failed' ? 'Could not copy' : ''}
      </span>
    </>
  );
}
