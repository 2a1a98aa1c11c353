import { Fragment, type ReactNode } from 'react';

interface FilledProps {
  readonly sentence: string;
  /** The name of the mark, without braces. */
  readonly mark: string;
  readonly children: ReactNode;
}

/** A sentence of the catalogue with an element in the place of its mark. */
export function Filled({ sentence, mark, children }: FilledProps) {
  return sentence.split(`{${mark}}`).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no identity and no other order
    <Fragment key={index}>
      {index > 0 && children}
      {part}
    </Fragment>
  ));
}
