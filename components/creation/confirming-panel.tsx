import { Banner } from '@/components/ui/banner';
import type { CreationState } from '@/lib/kyb/creation-state';

interface ConfirmingPanelProps {
  readonly creation: CreationState;
  /** The customer's page, to reload. */
  readonly href: string;
  readonly referenceId?: string;
}

/** Shown until upstream confirms the creation; then `LiveAsOf` refreshes the page. */
export function ConfirmingPanel({ creation, href, referenceId }: ConfirmingPanelProps) {
  if (creation === 'confirmed') return null;
  const again = (
    <a href={href} className="btn btn-secondary btn-sm">
      Look again
    </a>
  );
  if (creation === 'needs_review')
    return (
      <Banner tone="attention" title="1Money did not confirm this customer" referenceId={referenceId} action={again}>
        <p>
          1Money answered with an error of its own. Please do not create the customer again. “Ask again” looks the
          customer up at 1Money first and can never make a second one; if it stays like this, ask 1Money and name the
          reference.
        </p>
      </Banner>
    );
  return (
    <Banner tone="waiting" title="Confirming with 1Money…" referenceId={referenceId} action={again}>
      <p>
        The request was sent, but 1Money’s answer has not arrived. The portal finds out by itself, usually within a
        minute; there is nothing to repeat.
      </p>
      <noscript>This page does not update by itself in your browser: press “Look again”.</noscript>
    </Banner>
  );
}
