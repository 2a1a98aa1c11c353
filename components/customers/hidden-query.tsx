import type { CustomerListQuery } from './customer-list-query';

interface HiddenQueryProps {
  readonly query: CustomerListQuery;
  /** Parameters that the surrounding form sends itself. */
  readonly without: readonly (keyof CustomerListQuery)[];
}

/** Keeps the other parameters in a GET form, without the page cursor. */
export function HiddenQuery({ query, without }: HiddenQueryProps) {
  const left = new Set<string>([...without, 'older', 'newer']);
  return Object.entries(query)
    .filter(([name, value]) => value !== '' && !left.has(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
