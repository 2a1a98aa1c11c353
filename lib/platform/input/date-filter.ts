/** From when until when something is asked for: a day in UTC, as a date input writes it, or an instant (ISO 8601). */
import { z } from 'zod';

const DAY_MS = 24 * 60 * 60_000;

/** PostgreSQL knows no year 0. */
const day = z.iso.date().refine((text) => !text.startsWith('0000'));
const instant = z.iso.datetime({ offset: true }).refine((text) => !text.startsWith('0000'));

/** The first instant that counts. */
export const fromDate = z.union([
  day.transform((text) => new Date(`${text}T00:00:00Z`)),
  instant.transform((text) => new Date(text)),
]);

/** The first instant that no longer matches: a day includes its end, an instant includes itself. */
export const untilDate = z.union([
  day.transform((text) => new Date(new Date(`${text}T00:00:00Z`).getTime() + DAY_MS)),
  instant.transform((text) => new Date(new Date(text).getTime() + 1)),
]);

/** What a form shows it in: a date input would leave out an instant, and the form would lose it. */
export function dateInput(text: string): 'date' | 'text' {
  return text === '' || day.safeParse(text).success ? 'date' : 'text';
}
