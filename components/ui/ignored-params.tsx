import { Banner } from './banner';

/** For a page whose address names filters that it does not understand: what it shows is not narrowed by them. */
export function IgnoredParams({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Banner tone="attention" title="Part of this link was ignored">
      <p className="wrap-anywhere">
        {`Nothing is filtered by ${names.join(', ')}. The name or the value is not recognized.`}
      </p>
    </Banner>
  );
}
