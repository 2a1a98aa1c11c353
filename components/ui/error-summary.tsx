'use client';

import { useEffect, useRef } from 'react';
import type { Elements } from './elements';
import { fieldId } from './field';

interface ErrorSummaryProps {
  readonly title: string;
  /** By field name; each becomes a link to its field. */
  readonly fieldErrors?: Readonly<Record<string, string>>;
  /** Anything beyond the field errors. */
  readonly children?: Elements;
  /** A new value for each response; the summary takes the focus whenever it changes. */
  readonly formState: unknown;
}

/** Takes the focus after each response, so that no one misses the error. */
export function ErrorSummary({ title, fieldErrors = {}, children, formState }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (formState) box.current?.focus();
  }, [formState]);
  return (
    <div ref={box} role="alert" tabIndex={-1} className="banner tone-bad">
      <div>
        <p className="font-semibold">{title}</p>
        <ul>
          {Object.entries(fieldErrors).map(([name, message]) => (
            <li key={name}>
              <a href={`#${fieldId(name)}`} className="inline-block py-0.5 underline">
                {message}
              </a>
            </li>
          ))}
        </ul>
        {children}
      </div>
    </div>
  );
}
