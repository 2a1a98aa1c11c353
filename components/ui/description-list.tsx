import type { ReactNode } from 'react';

export interface Description {
  readonly term: string;
  readonly value: ReactNode;
}

export function DescriptionList({ items }: { readonly items: readonly Description[] }) {
  return (
    <dl className="facts">
      {items.map((item) => (
        <div key={item.term}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
