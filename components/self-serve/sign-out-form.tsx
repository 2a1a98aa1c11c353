import { signOutCustomerAction } from '@/lib/features/self-serve/actions';
import { SubmitButton } from '../ui/submit-button';
import { type FormSeal, SealFields } from './form-token-field';

interface SignOutFormProps {
  readonly seal: FormSeal;
  /** Who is signed in. */
  readonly email: string;
  readonly label: string;
}

export function SignOutForm({ seal, email, label }: SignOutFormProps) {
  return (
    <form action={signOutCustomerAction} className="flex flex-wrap items-center justify-between gap-2">
      <SealFields {...seal} />
      <span className="text-sm text-muted wrap-anywhere">
        <bdi>{email}</bdi>
      </span>
      <SubmitButton variant="secondary" size="sm">
        {label}
      </SubmitButton>
    </form>
  );
}
