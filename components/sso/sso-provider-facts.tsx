import { CopyText } from '@/components/ui/copy-text';
import { DescriptionList } from '@/components/ui/description-list';

interface ProviderFactsProps {
  readonly provider: { readonly issuer: string; readonly clientId: string } | null;
  readonly addresses: { readonly redirect: string; readonly afterSignOut: string };
}

/** The configured provider and what to register there. Never shows the client secret. */
export function ProviderFacts({ provider, addresses }: ProviderFactsProps) {
  return (
    <>
      {provider === null && (
        <p className="px-4 pt-3 text-muted">
          Not configured. Register this portal at your OpenID Connect provider with the addresses below, then set
          OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET and restart. The rules below can be prepared already.
        </p>
      )}
      <DescriptionList
        items={[
          ...(provider
            ? [
                { term: 'Issuer', value: <Code text={provider.issuer} /> },
                { term: 'Client', value: <Code text={provider.clientId} /> },
              ]
            : []),
          { term: 'Redirect address', value: <Address text={addresses.redirect} what="redirect address" /> },
          { term: 'After sign-out', value: <Address text={addresses.afterSignOut} what="address after sign-out" /> },
        ]}
      />
    </>
  );
}

function Code({ text }: { readonly text: string }) {
  return (
    <code translate="no" className="font-mono text-xs break-all">
      {text}
    </code>
  );
}

function Address({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Code text={text} />
      <CopyText text={text} what={what} />
    </span>
  );
}
