/**
 * Rights of data subjects: a copy of all stored data, and erasure. The dialog is a native popover: opens without
 * scripts, closes on Escape and returns the focus.
 */

import { ActionForm } from '@/components/forms/action-form';
import { buttonClass } from '@/components/ui/button-class';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { ERASED_HERE, KEPT_ELSEWHERE } from '@/lib/features/privacy/erasure.rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';

interface PersonalDataPanelProps {
  readonly customer: { readonly id: string; readonly businessName: string };
  readonly eraseAction: StatefulAction;
}

const DIALOG = 'erase-customer';

export function PersonalDataPanel({ customer, eraseAction }: PersonalDataPanelProps) {
  return (
    <Panel title="Personal data">
      <div className="grid gap-3 px-4 py-3">
        <p className="text-muted">For when somebody asks what is stored about them, or wants it gone.</p>
        <div className="flex flex-wrap gap-2">
          <a href={`/customers/${customer.id}/data`} className={buttonClass({ size: 'sm' })}>
            Export everything stored
          </a>
          <button type="button" popoverTarget={DIALOG} className={buttonClass({ size: 'sm' })}>
            Erase…
          </button>
        </div>
      </div>
      <dialog id={DIALOG} popover="auto" aria-labelledby={`${DIALOG}-title`} className="overlay">
        <div className="grid max-h-[80vh] gap-4 overflow-y-auto p-4">
          <h2 id={`${DIALOG}-title`} className="font-semibold">{`Erase ${customer.businessName}`}</h2>
          <Points title="This goes, and nobody can bring it back" points={ERASED_HERE} />
          <Points title="This stays" points={KEPT_ELSEWHERE} />
          <ActionForm
            action={eraseAction}
            fields={{ customerId: customer.id }}
            submit="Erase for good"
            variant="primary"
          >
            <Field
              name="name"
              label="Type the name of the customer"
              hint={customer.businessName}
              autoComplete="off"
              maxLength={400}
              required
            />
          </ActionForm>
          <div>
            <button type="button" popoverTarget={DIALOG} popoverTargetAction="hide" className={buttonClass({})}>
              Keep the customer
            </button>
          </div>
        </div>
      </dialog>
    </Panel>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  return (
    <div className="grid gap-1">
      <h3 className="font-medium">{title}</h3>
      <ul className="list-disc pl-5">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
}
