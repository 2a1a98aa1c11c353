/** What the hosted form writes. Nothing changes once the status is not editable, and saved answers are never dropped. */
import {
  type Answers,
  type Customer,
  isEditable,
  type Person,
  type PersonAnswers,
  type StepSave,
  type Upload,
} from '../model';
import { revise, statusChanges } from './customers';
import type { Database } from './database';
import type { Uploads } from './uploads';

export type Saved =
  | { kind: 'saved'; customer: Customer }
  | { kind: 'locked'; customer: Customer }
  | { kind: 'unknown' };
export type SavedUpload = Saved & { upload?: Upload };

export interface NewUpload {
  slot: Upload['slot'];
  personId: string | null;
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
}

export function formStore(db: Database, uploads: Uploads) {
  /** Runs the change on the present customer if the form is open for it. */
  function edit(customerId: string, change: (customer: Customer) => Partial<Customer>): Saved {
    const customer = db.tables.customers.get(customerId);
    if (customer === undefined) return { kind: 'unknown' };
    if (!isEditable(customer.status, db.settings)) return { kind: 'locked', customer };
    const next = revise(db, customer, change(customer));
    db.commit([['customer', next]]);
    return { kind: 'saved', customer: next };
  }

  function withIds(persons: readonly PersonAnswers[]): Person[] {
    return persons.map((person) => ({ ...person, id: person.id ?? db.ids.uuid('person') }));
  }

  return {
    /** Replaces the answers of one step. */
    saveStep(customerId: string, save: StepSave): Saved {
      return edit(customerId, (customer) => {
        const others = customer.completedSteps.filter((done) => done !== save.step);
        return {
          answers: mergeAnswers(customer.answers, save, withIds),
          completedSteps: save.isComplete ? [...others, save.step] : others,
        };
      });
    },

    saveUpload(customerId: string, input: NewUpload): SavedUpload {
      let upload: Upload | undefined;
      const saved = edit(customerId, (customer) => {
        const { bytes, ...meta } = input;
        const stored = uploads.write(db.ids.uuid('upload'), bytes);
        upload = { ...meta, ...stored, uploadedAt: db.clock.now() };
        return { answers: { ...customer.answers, documents: [...customer.answers.documents, upload] } };
      });
      return upload === undefined ? saved : { ...saved, upload };
    },

    removeUpload(customerId: string, uploadId: string): Saved {
      const saved = edit(customerId, ({ answers }) => ({
        answers: { ...answers, documents: answers.documents.filter((document) => document.id !== uploadId) },
      }));
      if (saved.kind === 'saved') uploads.remove(uploadId);
      return saved;
    },

    /** Null when the customer has no such file or its bytes are gone. */
    readUpload(customerId: string, uploadId: string): { upload: Upload; bytes: Buffer } | null {
      const documents = db.tables.customers.get(customerId)?.answers.documents ?? [];
      const upload = documents.find((document) => document.id === uploadId);
      const bytes = upload && uploads.read(uploadId);
      return upload === undefined || bytes == null ? null : { upload, bytes };
    },

    /** Sends the form in: PENDING_REVIEW, flags cleared, webhooks out. The caller has checked that all steps are complete. */
    submit(customerId: string): Saved {
      const customer = db.tables.customers.get(customerId);
      if (customer === undefined) return { kind: 'unknown' };
      if (!isEditable(customer.status, db.settings)) return { kind: 'locked', customer };
      db.commit(statusChanges(db, customer, { status: 'PENDING_REVIEW', reviewIssues: null }));
      return { kind: 'saved', customer: db.tables.customers.get(customerId) ?? customer };
    },
  };
}

function mergeAnswers(
  answers: Answers,
  save: StepSave,
  withIds: (persons: readonly PersonAnswers[]) => Person[],
): Answers {
  switch (save.step) {
    case 'company':
      return { ...answers, company: save.data };
    case 'addresses':
      return { ...answers, addresses: save.data };
    case 'persons':
      return { ...answers, persons: withIds(save.data) };
    case 'documents':
      return answers;
    case 'terms':
      return { ...answers, terms: save.data };
  }
}
