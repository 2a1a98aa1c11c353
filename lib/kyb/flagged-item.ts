/** What 1Money asks for while an application waits for its customer. */

export interface FlaggedItem {
  readonly about: 'company' | 'person';
  /** Company or person name as upstream gives it; null when it gives none. */
  readonly name: string | null;
  /** 1Money's words; plain text, may be empty. */
  readonly reason: string;
  readonly description: string;
}
