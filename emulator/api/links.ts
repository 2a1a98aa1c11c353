/** Onboarding links, in the newest call and its legacy twin that takes the customer in the body. */
import type { Settings } from '../settings-schema';
import { toInstant } from '../store/instant';
import { type ApiResponse, toWireText } from './api-response';
import { createGrantBody, createLinkBody, parseBody } from './bodies';
import { type Call, noSuchCustomer, refuse, refuseBody } from './call';
import { ownCustomer } from './customers';

const DEFAULT_LOCALE = 'en-US';

interface LinkRequest {
  redirect_url?: string | null | undefined;
  locale?: string | null | undefined;
}

export function createOnboardingLink(call: Call, id: string): ApiResponse {
  if (ownCustomer(call, id) === null) return noSuchCustomer(call);
  const parsed = parseBody(createLinkBody, call.body);
  return 'problem' in parsed ? refuseBody(call, parsed.problem) : grant(call, id, parsed.data);
}

export function createOnboardingGrant(call: Call): ApiResponse {
  const parsed = parseBody(createGrantBody, call.body);
  if ('problem' in parsed) return refuseBody(call, parsed.problem);
  const { customer_id, ...request } = parsed.data;
  return ownCustomer(call, customer_id) === null ? noSuchCustomer(call) : grant(call, customer_id, request);
}

function grant(call: Call, customerId: string, request: LinkRequest): ApiResponse {
  const { settings, store } = call;
  const locale = request.locale ?? DEFAULT_LOCALE;
  if (
    settings.unknownLocale === 'refuse' &&
    !settings.locales.some((known) => known.toLowerCase() === locale.toLowerCase())
  ) {
    return refuse(
      call,
      settings.validationStatus,
      `locale: unsupported, expected one of ${settings.locales.join(', ')}`,
    );
  }
  const made = store.createGrant(customerId, { redirectUrl: request.redirect_url ?? null, locale });
  switch (made.kind) {
    case 'unknown':
      return noSuchCustomer(call);
    case 'locked':
      return { ...refuse(call, settings.lockedLinkStatus, lockedDetail(made.customer.status, settings)), customerId };
    case 'grant': {
      const { token, expiresAt } = made.grant;
      const body = {
        grant_token: token,
        onboarding_url: `${call.publicUrl}/onboarding?grant=${token}`,
        expires_at: toInstant(expiresAt),
      };
      return { status: settings.linkSuccessStatus, body: toWireText(body), customerId };
    }
  }
}

function lockedDetail(status: string, settings: Settings): string {
  const editable = settings.isRejectedEditable ? 'INIT, PENDING_RESPONSE or REJECTED' : 'INIT or PENDING_RESPONSE';
  return `KYB edit not allowed: the status is ${status}, a link can be created only in ${editable}`;
}
