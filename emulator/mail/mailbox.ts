/** What the SMTP catcher received, newest last, bounded, in memory only; and how it should misbehave. */
export interface CaughtMail {
  id: number;
  at: number;
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string | null;
  headers: Readonly<Record<string, string>>;
}

const KEPT_MAILS = 1000;

export interface MailBehaviour {
  /**
   * `accept`; `refuse`: 554 at the greeting; `busy`: 451 to every recipient; `hang`: no answer after the text;
   * `drop_after_accept`: keeps the mail, then cuts the connection before saying so.
   */
  mode: 'accept' | 'refuse' | 'busy' | 'hang' | 'drop_after_accept';
  /** Addresses answered with 550, in any letter case. */
  bounce: readonly string[];
}

export const CALM: MailBehaviour = { mode: 'accept', bounce: [] };

export class Mailbox {
  behaviour: MailBehaviour = CALM;
  #mails: CaughtMail[] = [];
  #count = 0;

  add(mail: Omit<CaughtMail, 'id'>): void {
    this.#count += 1;
    this.#mails.push({ id: this.#count, ...mail });
    if (this.#mails.length > KEPT_MAILS) this.#mails.shift();
  }

  list(): readonly CaughtMail[] {
    return this.#mails;
  }

  clear(): void {
    this.#mails = [];
    this.behaviour = CALM;
  }
}
