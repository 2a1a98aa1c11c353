/** Fills the whole hosted form with made-up answers and sends it in, for tests that are about what comes after. */
import type { StepSave } from '../model';
import { PLACES, TRADES } from '../seed/names';
import { Random } from '../seed/random';
import { makeAnswers } from '../seed/seed';
import type { Store } from '../store';
import type { Saved } from '../store/form';
import { SAMPLE_PDF } from '../store/sample-file';

export function completeForm(store: Store, customerId: string): Saved {
  const customer = store.getCustomer(customerId);
  if (customer === null) return { kind: 'unknown' };
  const random = new Random(customer.email);
  const made = makeAnswers(store, {
    random,
    place: random.pick(PLACES),
    trade: random.pick(TRADES),
    companyName: customer.companyName ?? `${customer.lastName} Trading`,
    owner: { firstName: customer.firstName, lastName: customer.lastName },
    number: random.below(1_000_000),
    submittedAt: store.clock.now(),
  });
  const { company, addresses, persons, terms } = customer.answers;
  // Answers that a person has typed win over made-up ones.
  const answers = {
    company: { ...made.company, ...company },
    addresses: addresses.registered ? addresses : made.addresses,
    persons: persons.length > 0 ? persons : made.persons,
    terms: terms.isAccepted ? terms : made.terms,
  };
  const isComplete = true;
  if (customer.answers.documents.length === 0) {
    for (const { slot, fileName, contentType } of made.documents) {
      const saved = store.saveUpload(customerId, { slot, personId: null, fileName, contentType, bytes: SAMPLE_PDF });
      if (saved.kind !== 'saved') return saved;
    }
  }
  const saves: StepSave[] = [
    { step: 'company', data: answers.company, isComplete },
    { step: 'addresses', data: answers.addresses, isComplete },
    { step: 'persons', data: answers.persons, isComplete },
    { step: 'documents', data: {}, isComplete },
    { step: 'terms', data: answers.terms, isComplete },
  ];
  for (const save of saves) {
    const saved = store.saveStep(customerId, save);
    if (saved.kind !== 'saved') return saved;
  }
  return store.submit(customerId);
}
