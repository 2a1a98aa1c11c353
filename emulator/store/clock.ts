/**
 * The emulator clock: the machine's time plus an offset that tests move. It drives expiry, sessions, review and webhook
 * retries. Signatures are checked by `signatureNow`, which ignores the offset unless a setting says otherwise, so that
 * advancing time for an expiry does not lock every client out.
 */
import type { Settings } from '../settings-schema';

export class Clock {
  offsetMs = 0;
  readonly #settings: () => Settings;

  constructor(settings: () => Settings) {
    this.#settings = settings;
  }

  now(): number {
    return Date.now() + this.offsetMs;
  }

  signatureNow(): number {
    const settings = this.#settings();
    const base = settings.doesClockMoveSignatures ? this.now() : Date.now();
    return base + settings.clockSkewSeconds * 1000;
  }
}
