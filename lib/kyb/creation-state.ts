/** The state of the upstream write that creates the customer. */
export type CreationState = 'confirmed' | 'confirming' | 'needs_review';
