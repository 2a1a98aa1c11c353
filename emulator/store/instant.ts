/** Epoch milliseconds as the imitated API writes instants: ISO 8601 with milliseconds and Z. */
export function toInstant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
