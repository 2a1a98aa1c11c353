import { z } from 'zod';

/** Our ids and upstream's alike; anything else cannot name a customer (1Money API notes, "Id format"). */
export const customerId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const customerIdInput = z.strictObject({ customerId });
