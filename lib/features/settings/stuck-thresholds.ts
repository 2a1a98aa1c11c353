import 'server-only';
import { STUCK_THRESHOLDS_SETTING, type StuckThresholds, toStuckThresholds } from '@/lib/kyb/stuck-thresholds';
import type { Scope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { getSetting } from '@/lib/platform/settings-store/settings.queries';

/** After how many days customers count as stuck: the setting `stuck_thresholds`, with a default for what is missing. */
export async function readStuckThresholds(scope: Scope): Promise<StuckThresholds> {
  return toStuckThresholds(await getSetting(scope, await getDb(), STUCK_THRESHOLDS_SETTING));
}
