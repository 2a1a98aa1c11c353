import 'server-only';
import { DEFAULT_STUCK_THRESHOLDS, type StuckThresholds } from '@/lib/kyb/stuck';

/** From when on a customer counts as stuck. */
export async function readStuckThresholds(): Promise<StuckThresholds> {
  return DEFAULT_STUCK_THRESHOLDS;
}
