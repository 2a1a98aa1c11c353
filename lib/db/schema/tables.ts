import 'server-only';
import { audit } from './audit';
import { customers } from './customers';
import { observations } from './observations';
import { operations } from './operations';
import { rateLimits } from './rate-limits';
import { sessions } from './sessions';
import { upstreamState } from './upstream-state';
import { users } from './users';

/** All tables by name, for Drizzle. */
export const tables = { audit, customers, observations, operations, rateLimits, sessions, upstreamState, users };
