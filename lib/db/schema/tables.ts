import 'server-only';
import { audit } from './audit';
import { customers } from './customers';
import { observations } from './observations';
import { operations } from './operations';
import { rateLimits } from './rate-limits';
import { sessions } from './sessions';
import { tolerances } from './tolerances';
import { upstreamCalls } from './upstream-calls';
import { upstreamState } from './upstream-state';
import { users } from './users';
import { webhookDeliveries } from './webhook-deliveries';

/** All tables by name, for Drizzle. */
export const tables = {
  audit,
  customers,
  observations,
  operations,
  rateLimits,
  sessions,
  tolerances,
  upstreamCalls,
  upstreamState,
  users,
  webhookDeliveries,
};
