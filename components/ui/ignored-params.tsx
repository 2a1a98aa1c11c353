import { Banner } from './banner';

/** Names the filters in the URL that are not understood and therefore ignored. */
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
