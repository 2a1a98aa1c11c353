/** Registration of a webhook endpoint, as the older public page shows it. */
import { type ApiResponse, toWireText } from './api-response';
import { createWebhookBody, parseBody } from './bodies';
import { type Call, isUuid, refuse, refuseBody } from './call';
import { toWebhookBody } from './wire';

export function createWebhook(call: Call): ApiResponse {
  const { externalId } = call;
  if (externalId === undefined || !isUuid(externalId))
    return refuse(call, 400, 'X-External-Id header must be a valid UUID');
  const parsed = parseBody(createWebhookBody, call.body);
  if ('problem' in parsed) return refuseBody(call, parsed.problem);
  const { callback_url, memo } = parsed.data;
  const webhook = call.store.registerWebhook({
    entityId: call.entity.id,
    externalId: externalId.toLowerCase(),
    callbackUrl: callback_url,
    memo: memo ?? null,
  });
  return { status: 201, body: toWireText(toWebhookBody(webhook)) };
}
