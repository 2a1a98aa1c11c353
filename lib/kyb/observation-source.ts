/** What made the portal read a status from 1Money. */

/** Where a status was learned from. */
export const OBSERVATION_SOURCES = ['create', 'list', 'page', 'return', 'start', 'webhook', 'sweep', 'check'] as const;

export type ObservationSource = (typeof OBSERVATION_SOURCES)[number];

export function isObservationSource(text: string): text is ObservationSource {
  return OBSERVATION_SOURCES.some((source) => source === text);
}

export const OBSERVATION_SOURCE_TEXT: Readonly<Record<ObservationSource, string>> = {
  create: 'when it was created',
  list: 'by reading the list',
  page: 'by opening the page',
  return: 'when the customer came back',
  start: 'by starting onboarding',
  webhook: 'by webhook',
  sweep: 'by the regular check',
  check: 'by “check now”',
};
