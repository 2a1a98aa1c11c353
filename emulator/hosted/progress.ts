// The applicant's progress: computed from the stored answers each time, so that it can never contradict them.
import type { Answers, Customer, ReviewIssue } from '../model';
import { ANSWER_STEPS, type AnswerStep, listDocumentPlaces, STEPS, type Step } from './form';
import { type FieldError, validateAddress, validateCompany, validateDocuments, validatePersons } from './validate';

export type StepState = 'done' | 'open' | 'flagged';

export function validateStep(step: AnswerStep, answers: Answers, today: string): FieldError[] {
  switch (step) {
    case 'company':
      return validateCompany(answers.company, today);
    case 'addresses':
      return [
        ...validateAddress('registered', answers.addresses.registered ?? {}),
        ...(answers.addresses.isPhysicalSame ? [] : validateAddress('physical', answers.addresses.physical ?? {})),
      ];
    case 'persons':
      return validatePersons(answers.persons, today);
    case 'documents':
      return validateDocuments(
        listDocumentPlaces(answers.persons),
        new Set(answers.documents.map((document) => documentKey(document))),
      );
  }
}

export function documentKey(document: { slot: string; personId: string | null }): string {
  return document.personId === null ? document.slot : `${document.slot}.${document.personId}`;
}

export function listIncompleteSteps(answers: Answers, today: string): AnswerStep[] {
  return ANSWER_STEPS.filter((step) => validateStep(step, answers, today).length > 0);
}

/**
 * The step a company issue belongs to. Upstream names no field, only a reason of unknown vocabulary, so its words are
 * searched for the topic; without a hint it is the company step.
 */
export function companyIssueStep(issue: ReviewIssue): AnswerStep {
  const reason = issue.rejectReason;
  const text = reason.trim() === '' ? issue.description : reason;
  if (/document|certificate|file|upload|unreadable|proof/i.test(text)) return 'documents';
  if (/address/i.test(text)) return 'addresses';
  if (/owner|person|director|shareholder/i.test(text)) return 'persons';
  return 'company';
}

function listFlaggedSteps(customer: Customer): AnswerStep[] {
  const issues = customer.reviewIssues;
  if (!issues) return [];
  const steps = new Set<AnswerStep>();
  if (issues.company) steps.add(companyIssueStep(issues.company));
  if (issues.persons.length > 0) steps.add('persons');
  return ANSWER_STEPS.filter((step) => steps.has(step));
}

export function stepStates(customer: Customer, today: string): Record<Step, StepState> {
  const incomplete = listIncompleteSteps(customer.answers, today);
  const flagged = listFlaggedSteps(customer);
  const stateOf = (step: AnswerStep): StepState => {
    if (flagged.includes(step)) return 'flagged';
    return incomplete.includes(step) ? 'open' : 'done';
  };
  return {
    company: stateOf('company'),
    addresses: stateOf('addresses'),
    persons: stateOf('persons'),
    documents: stateOf('documents'),
    review: incomplete.length === 0 && customer.submittedAt !== null ? 'done' : 'open',
    terms: 'open',
  };
}

/** Where the form opens: what 1Money flagged first, then what is unfinished, then the review. */
export function firstStep(customer: Customer, today: string): Step {
  return listFlaggedSteps(customer)[0] ?? listIncompleteSteps(customer.answers, today)[0] ?? 'review';
}

export function nextStep(step: Step): Step {
  return STEPS[STEPS.indexOf(step) + 1] ?? 'terms';
}

export function previousStep(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) - 1] ?? null;
}
