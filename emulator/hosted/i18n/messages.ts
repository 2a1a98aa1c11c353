/** Every language has the keys of the English one. */
import type { enUS } from './en-us';

export type Messages = typeof enUS;
export type ErrorCode = keyof Messages['errors'];
