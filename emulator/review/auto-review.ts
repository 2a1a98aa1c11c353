/** The reviewer that works by itself when a setting says so. Random outcomes follow from seed and customer, so they repeat. */
import { hash } from 'node:crypto';
import type { Customer, KybStatus, ReviewIssues } from '../model';
import type { Store } from '../store';

type Outcome = 'approve' | 'reject' | 'respond';

const STATUS_OF: Readonly<Record<Outcome, KybStatus>> = {
  approve: 'APPROVED',
  reject: 'REJECTED',
  respond: 'PENDING_RESPONSE',
};

/** Decides what is due and answers when the next review will be due, or null. */
export function reviewDue(store: Store, now: number): number | null {
  let nextAt: number | null = null;
  for (const [id, dueAt] of store.db.tables.pendingReviews) {
    if (dueAt > now) {
      nextAt = Math.min(nextAt ?? dueAt, dueAt);
      continue;
    }
    const customer = store.getCustomer(id);
    if (customer !== null) decide(store, customer);
  }
  return nextAt;
}

function decide(store: Store, customer: Customer): void {
  const wanted = store.db.settings.autoReview?.outcome ?? 'approve';
  const outcome =
    wanted === 'random'
      ? randomOutcome(`${store.db.tables.seed}\n${customer.id}\n${store.linksOf(customer.id).length}`)
      : wanted;
  store.setStatus(customer.id, STATUS_OF[outcome], outcome === 'approve' ? null : issuesFor(customer, outcome));
}

/** 60 % approved, 25 % sent back, 15 % rejected. */
function randomOutcome(text: string): Outcome {
  const share = Number.parseInt(hash('sha256', text).slice(0, 8), 16) / 0x1_0000_0000;
  if (share < 0.6) return 'approve';
  return share < 0.85 ? 'respond' : 'reject';
}

function issuesFor(customer: Customer, outcome: 'reject' | 'respond'): ReviewIssues {
  const name = customer.answers.company.legalName ?? customer.companyName;
  if (outcome === 'reject') {
    return {
      company: {
        name,
        rejectReason: 'Business activity',
        description: 'The business activity is outside of what we support.',
      },
      persons: [],
    };
  }
  const [person] = customer.answers.persons;
  return {
    company: {
      name,
      rejectReason: 'Document unreadable',
      description: 'The certificate of incorporation is cut off; please upload a complete copy.',
    },
    persons:
      person === undefined
        ? []
        : [
            {
              personId: person.id,
              name: `${person.firstName ?? ''} ${person.lastName ?? ''}`.trim() || null,
              rejectReason: 'Document expired',
              description: 'The identity document has expired; please upload a valid one.',
            },
          ],
  };
}
