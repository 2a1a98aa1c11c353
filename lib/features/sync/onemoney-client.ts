import 'server-only';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { createOnemoneyClient, type OnemoneyClient } from '@/lib/onemoney/client';
import { noteExchange, noteTolerance } from './upstream-journal';

const holder = globalThis as typeof globalThis & { portalOnemoneyClient?: OnemoneyClient };

/** The process's one client: limiter, breaker and remembered tolerances only work when all calls share them. */
export function onemoney(): OnemoneyClient {
  holder.portalOnemoneyClient ??= createOnemoneyClient({
    ...env().onemoney,
    onExchange(exchange) {
      log.debug({ upstream: exchange }, 'upstream call');
      noteExchange(exchange);
    },
    onKeyPairChange(place) {
      log.warn({ keyPair: place }, 'upstream refuses one key pair; working with the other');
    },
    onTolerance(tolerance) {
      log.warn({ tolerance }, 'upstream deviates from its documentation');
      noteTolerance(tolerance);
    },
  });
  return holder.portalOnemoneyClient;
}
