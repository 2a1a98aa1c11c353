/** Records for JSON: every instant (`…At`, `at`) as ISO 8601 instead of epoch milliseconds. */
export function view(value: object): object {
  const text = JSON.stringify(value, (key, part: unknown) => {
    const isInstant = typeof part === 'number' && (key === 'at' || key.endsWith('At'));
    return isInstant ? new Date(part).toISOString() : part;
  });
  return JSON.parse(text) as object;
}
