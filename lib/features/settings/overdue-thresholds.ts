import 'server-only';
import { OVERDUE_THRESHOLDS_SETTING, type OverdueThresholds, toOverdueThresholds } from '@/lib/kyb/overdue-thresholds';
import type { Scope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { getSetting } from '@/lib/platform/settings-store/settings.queries';

/** After how many days customers count as overdue: the setting `overdue_thresholds`, with a default for what is missing. */
export async function readOverdueThresholds(scope: Scope): Promise<OverdueThresholds> {
  return toOverdueThresholds(await getSetting(scope, await getDb(), OVERDUE_THRESHOLDS_SETTING));
}
