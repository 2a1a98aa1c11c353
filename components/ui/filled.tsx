import type { ReactNode } from 'react';

interface FilledProps {
  readonly sentence: string;
  /** What stands for each mark, by its name without braces. */
  readonly marks: Readonly<Record<string, ReactNode>>;
}

/** A sentence of the catalogue with elements in the place of its marks. */
export function Filled({ sentence, marks }: FilledProps) {
  return sentence.split(/\{(\w+)\}/).map((part, index) => (
    // Every second part is the name of a mark.
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no identity and no other order
    <span key={index}>{index % 2 === 0 ? part : marks[part]}</span>
  ));
}
