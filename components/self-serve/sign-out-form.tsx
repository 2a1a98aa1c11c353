import { signOutCustomerAction } from '@/lib/features/self-serve/actions';
import { SubmitButton } from '../ui/submit-button';
import { type FormToken, FormTokenFields } from './form-token-field';

interface SignOutFormProps {
  readonly formToken: FormToken;
  /** Address of the signed-in user. */
  readonly email: string;
  readonly label: string;
}

export function SignOutForm({ formToken, email, label }: SignOutFormProps) {
  return (
    <form action={signOutCustomerAction} className="flex flex-wrap items-center justify-between gap-2">
      <FormTokenFields {...formToken} />
      <span className="text-sm text-muted wrap-anywhere">
        <bdi>{email}</bdi>
      </span>
      <SubmitButton variant="secondary" size="sm">
        {label}
      </SubmitButton>
    </form>
  );
}
