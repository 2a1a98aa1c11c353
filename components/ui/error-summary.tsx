'use client';

import { useEffect, useRef } from 'react';
import type { Elements } from './elements';
import { fieldId } from './field';

interface ErrorSummaryProps {
  readonly title: string;
  /** By field name; each becomes a link to its field. */
  readonly fieldErrors?: Readonly<Record<string, string>>;
  /** What there is to say beyond the fields. */
  readonly children?: Elements;
  /** Anything that is new for each answer of the server: the summary takes the focus whenever it changes. */
  readonly formState: unknown;
}

/** The error above a form. Takes the focus after each response, so that nobody misses it. */
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
