import type { CustomerListQuery } from './customer-list-query';

interface HiddenQueryProps {
  readonly query: CustomerListQuery;
  /** Fields that the form around it has itself. */
  readonly without: readonly (keyof CustomerListQuery)[];
}

/** Carries the rest of the query through a GET form; the place in the pages is left behind. */
export function HiddenQuery({ query, without }: HiddenQueryProps) {
  const left = new Set<string>([...without, 'older', 'newer']);
  return Object.entries(query)
    .filter(([name, value]) => value !== '' && !left.has(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
