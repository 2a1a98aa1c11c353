'use client';

import { type ButtonHTMLAttributes, type ReactNode, use } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonStyle, buttonClass } from './button-class';
import { FormPending } from './form-pending';

type Submitter = Pick<ButtonHTMLAttributes<HTMLButtonElement>, 'name' | 'value' | 'formAction' | 'formNoValidate'>;

interface SubmitButtonProps extends ButtonStyle, Submitter {
  readonly children: ReactNode;
  /** Id of the text that explains the button. */
  readonly describedBy?: string;
}

/**
 * Submit button of the surrounding form. While pending it keeps its size and focus (hence `aria-disabled`, not
 * `disabled`) and ignores further clicks.
 */
export function SubmitButton({ children, variant = 'primary', size, describedBy, ...submitter }: SubmitButtonProps) {
  const isSubmitted = use(FormPending);
  const { pending: isSending, data } = useFormStatus();
  const pending = isSending || isSubmitted;
  // With several buttons, only the clicked one shows the spinner.
  const isPending = pending && (submitter.name === undefined || data?.get(submitter.name) === submitter.value);
  return (
    <button
      {...submitter}
      type="submit"
      className={buttonClass({ variant, size })}
      aria-disabled={pending || undefined}
      aria-describedby={describedBy}
      data-pending={isPending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      <span>{children}</span>
      {isPending && <span className="spinner" />}
    </button>
  );
}
