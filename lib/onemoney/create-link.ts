/** Creating an onboarding link (1Money API notes, sections 2.4 and 4). */
import 'server-only';
import { err, ok, type Result } from '@/lib/result';
import { type CallOptions, type ClientCore, failed, invalidInput, isIdempotencyKey, isUpstreamId } from './client-core';
import { sendEitherRoute } from './either-route';
import { isLocaleRefused } from './errors';
import { checkOnboardingUrl, type OnboardingUrl } from './onboarding-url';
import { onboardingLinkSchema } from './schemas';
import { parseInstant } from './to-domain';
import type { Call, Sent, UpstreamRequest } from './transport';

export interface CreateLinkInput {
  readonly customerId: string;
  /** Where upstream sends the browser after completing or leaving; ours, never the user's. */
  readonly redirectUrl: string;
  /** BCP 47; dropped when upstream rejects it. */
  readonly locale?: string;
  /** New for every request: a replayed key could return a link that is already used. */
  readonly idempotencyKey: string;
}

export interface OnboardingLink {
  readonly url: OnboardingUrl;
  readonly expiresAt: Date;
}

const LINK_LIFETIME_MS = 30 * 60_000;

interface WireLink {
  readonly url: string;
  readonly expiresAt: Date | null;
}

/**
 * Asks for a single-use link. `upstream_rejected`: read the status again before explaining. `outcome_unknown` is
 * harmless here, because an unused link simply expires. `unexpected_response`: the URL may not be followed (scheme,
 * host or credentials).
 */
export async function createOnboardingLink(
  core: ClientCore,
  input: CreateLinkInput,
  options: CallOptions,
): Promise<Result<OnboardingLink>> {
  if (!isUpstreamId(input.customerId)) return invalidInput('customerId');
  if (!isIdempotencyKey(input.idempotencyKey)) return invalidInput('idempotencyKey');
  const call = core.startCall(options);
  const keys = [input.idempotencyKey];
  // A key belongs to one body; every other body or route needs its own.
  const nextKey = () => keys.pop() ?? core.newId();
  let sent = await sendLink(core, input, nextKey, call);
  if (!sent.ok && input.locale !== undefined && isLocaleRefused(sent.failure)) {
    core.tolerate('locale_dropped');
    sent = await sendLink(core, { ...input, locale: undefined }, nextKey, call);
  }
  if (!sent.ok) return failed('create_link', sent.failure, call);
  const check = checkOnboardingUrl(sent.value.url, core.linkHosts);
  if (!check.ok)
    return err({
      kind: 'unexpected_response',
      retryable: false,
      httpStatus: 200,
      detail: `The onboarding URL was refused: ${check.reason}`,
    });
  if (sent.value.expiresAt === null) core.tolerate('expires_at_assumed');
  return ok({ url: check.url, expiresAt: sent.value.expiresAt ?? new Date(core.nowMs() + LINK_LIFETIME_MS) });
}

function sendLink(
  core: ClientCore,
  { customerId, redirectUrl, locale }: Omit<CreateLinkInput, 'idempotencyKey' | 'locale'> & { locale?: string },
  nextKey: () => string,
  call: Call,
): Promise<Sent<WireLink>> {
  const settings = { redirect_url: redirectUrl, ...(locale !== undefined && { locale }) };
  const to = (path: string, body: object) => (): UpstreamRequest<WireLink> => ({
    method: 'POST',
    path,
    body: Buffer.from(JSON.stringify(body), 'utf8'),
    idempotencyKey: nextKey(),
    isWrite: true,
    read: readLink,
  });
  const newer = to(`/v1/customers/${customerId}/onboarding_links`, settings);
  const older = to('/v1/customers/onboarding/grants', { customer_id: customerId, ...settings });
  return sendEitherRoute(core, { family: 'link', newer, older }, call);
}

function readLink(json: unknown): { readonly value: WireLink } | null {
  const link = onboardingLinkSchema.safeParse(json);
  if (!link.success) return null;
  return { value: { url: link.data.onboarding_url, expiresAt: parseInstant(link.data.expires_at) } };
}
