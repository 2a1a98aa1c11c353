import type { ReactNode } from 'react';

interface FilledProps {
  readonly sentence: string;
  /** Replacement of each placeholder, by its name without braces. */
  readonly marks: Readonly<Record<string, ReactNode>>;
}

/** Renders a catalogue sentence with elements in place of its placeholders. */
export function Filled({ sentence, marks }: FilledProps) {
  return sentence.split(/\{(\w+)\}/).map((part, index) => (
    // Every second part is the name of a placeholder.
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no identity and no other order
    <span key={index}>{index % 2 === 0 ? part : marks[part]}</span>
  ));
}
