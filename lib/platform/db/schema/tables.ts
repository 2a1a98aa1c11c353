import 'server-only';
import { audit } from './audit';
import { bulkItems } from './bulk-items';
import { bulkRuns } from './bulk-runs';
import { customerSessions } from './customer-sessions';
import { customers } from './customers';
import { devices } from './devices';
import { emailCodes } from './email-codes';
import { erasedCustomers } from './erased-customers';
import { importFiles } from './import-files';
import { importRows, imports } from './imports';
import { inviteTokens } from './invite-tokens';
import { invites } from './invites';
import { mails } from './mails';
import { notes } from './notes';
import { notificationPreferences, notificationReads, notifications } from './notifications';
import { observations } from './observations';
import { operations } from './operations';
import { overviewDays } from './overview-days';
import { passwordLinks } from './password-links';
import { rateLimits } from './rate-limits';
import { defaultViews, savedViews } from './saved-views';
import { passkeyChallenges, passkeys, pendingSignIns, recoveryCodes, totpFactors } from './second-factors';
import { sessions } from './sessions';
import { settings } from './settings';
import { ssoIdentities, ssoSessions } from './sso';
import { tolerances } from './tolerances';
import { upstreamCalls } from './upstream-calls';
import { upstreamState } from './upstream-state';
import { users } from './users';
import { webhookDeliveries } from './webhook-deliveries';

/** All tables by name, for Drizzle. */
export const tables = {
  audit,
  bulkItems,
  bulkRuns,
  customerSessions,
  customers,
  defaultViews,
  devices,
  emailCodes,
  erasedCustomers,
  importFiles,
  importRows,
  imports,
  inviteTokens,
  invites,
  mails,
  notes,
  observations,
  operations,
  passkeyChallenges,
  passkeys,
  passwordLinks,
  pendingSignIns,
  notificationPreferences,
  notificationReads,
  notifications,
  overviewDays,
  rateLimits,
  recoveryCodes,
  savedViews,
  sessions,
  settings,
  ssoIdentities,
  ssoSessions,
  tolerances,
  totpFactors,
  upstreamCalls,
  upstreamState,
  users,
  webhookDeliveries,
};
