/** The settings in force: those of the start, until the control API changes some, until a reset restores them. */
import { type Settings, type SettingsInput, settingsSchema } from './settings-schema';

export class LiveSettings {
  readonly #initial: Settings;
  #current: Settings;

  constructor(input: SettingsInput) {
    this.#initial = settingsSchema.parse(input);
    this.#current = this.#initial;
  }

  readonly get = (): Settings => this.#current;

  /** Answers the problems, or an empty list when the change is in force. Several keys change together or not at all. */
  patch(change: Readonly<Record<string, unknown>>): string[] {
    const result = settingsSchema.safeParse({ ...this.#current, ...change });
    if (!result.success)
      return result.error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`);
    this.#current = result.data;
    return [];
  }

  restore(): void {
    this.#current = this.#initial;
  }
}
