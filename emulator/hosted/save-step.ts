// What a POST of each step changes. One verb for all steps, so that "save and leave" and "continue" cannot differ in
// what they keep.
import type { Context } from '../context';
import type { Customer } from '../model';
import type { Step } from './form';
import { parseAddresses, parseCompany, textOf } from './parse-form';
import { listIncompleteSteps, validateStep } from './progress';
import { todayOf } from './today';
import { saveFiles } from './uploads';
import { type FieldError, validateTerms } from './validate';

export interface Posting {
  step: Step;
  form: FormData;
  intent: string;
}

export type SavedStep =
  | { kind: 'saved'; customer: Customer; errorCount: number; fileErrors: readonly FieldError[] }
  | { kind: 'locked' };

export async function saveStep(context: Context, customer: Customer, posting: Posting): Promise<SavedStep> {
  const fileErrors = posting.step === 'documents' ? await saveFiles(context, customer, posting.form) : [];
  const fresh = writeStep(context, context.store.getCustomer(customer.id) ?? customer, posting);
  if (fresh === null) return { kind: 'locked' };
  return { kind: 'saved', customer: fresh, errorCount: countErrors(context, fresh, posting.step), fileErrors };
}

/** Null when the form was closed for the customer meanwhile. */
function writeStep(context: Context, customer: Customer, { step, form, intent }: Posting): Customer | null {
  const { store } = context;
  const today = todayOf(context);
  const removed = intent.startsWith('remove:') ? intent.slice('remove:'.length) : null;
  switch (step) {
    case 'company': {
      const data = parseCompany(form);
      const isComplete = validateStep(step, { ...customer.answers, company: data }, today).length === 0;
      return toCustomer(store.saveStep(customer.id, { step, data, isComplete }));
    }
    case 'addresses': {
      const data = parseAddresses(form);
      const isComplete = validateStep(step, { ...customer.answers, addresses: data }, today).length === 0;
      return toCustomer(store.saveStep(customer.id, { step, data, isComplete }));
    }
    case 'persons': {
      const data = customer.answers.persons.filter((person) => person.id !== removed);
      for (const upload of customer.answers.documents) {
        if (removed !== null && upload.personId === removed) store.removeUpload(customer.id, upload.id);
      }
      const isComplete = validateStep(step, { ...customer.answers, persons: data }, today).length === 0;
      return toCustomer(store.saveStep(customer.id, { step, data, isComplete }));
    }
    case 'documents': {
      if (removed !== null) store.removeUpload(customer.id, removed);
      const present = store.getCustomer(customer.id) ?? customer;
      const isComplete = validateStep(step, present.answers, today).length === 0;
      return toCustomer(store.saveStep(customer.id, { step, data: {}, isComplete }));
    }
    case 'review':
      return customer;
    case 'terms': {
      const data = { isAccepted: textOf(form, 'isAccepted') === 'yes', signedName: textOf(form, 'signedName') };
      return toCustomer(store.saveStep(customer.id, { step, data, isComplete: false }));
    }
  }
}

function countErrors(context: Context, { answers }: Customer, step: Step): number {
  const today = todayOf(context);
  if (step === 'review') return listIncompleteSteps(answers, today).length;
  return step === 'terms' ? validateTerms(answers.terms).length : validateStep(step, answers, today).length;
}

/** Signs and sends; the caller has made sure that the other steps are complete. */
export function submitTerms(context: Context, customer: Customer): 'submitted' | 'invalid' | 'locked' {
  const { terms } = customer.answers;
  if (validateTerms(terms).length > 0) return 'invalid';
  const data = { ...terms, signedAt: context.clock.now() };
  const signed = context.store.saveStep(customer.id, { step: 'terms', data, isComplete: true });
  if (signed.kind !== 'saved') return 'locked';
  return context.store.submit(customer.id).kind === 'saved' ? 'submitted' : 'locked';
}

function toCustomer(saved: { kind: 'saved' | 'locked'; customer: Customer } | { kind: 'unknown' }): Customer | null {
  return saved.kind === 'saved' ? saved.customer : null;
}
