// What every view of an open form needs to know: one value instead of a dozen parameters handed down.
import type { Customer, HostedSession } from '../../model';
import type { Step } from '../form';
import type { Locale, Messages } from '../i18n/catalogue';
import type { StepState } from '../progress';

export interface FormPage {
  t: Messages;
  locale: Locale;
  session: HostedSession;
  customer: Customer;
  csrf: string;
  /** The emulator clock's day, `YYYY-MM-DD`. */
  today: string;
  step: Step;
  states: Record<Step, StepState>;
}
