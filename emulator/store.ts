/**
 * Everything the emulator remembers and every rule about it, for the API, the control API and the pages alike.
 * All methods are synchronous: when one that writes returns, the write is in the log. It knows nothing of HTTP.
 */
import { join } from 'node:path';
import { Mailbox } from './mail/mailbox';
import type { JournalEntry } from './model';
import type { Settings } from './settings-schema';
import { customerStore } from './store/customers';
import { Database } from './store/database';
import { deliveryStore } from './store/deliveries';
import { formStore } from './store/form';
import { grantStore } from './store/grants';
import { Journal } from './store/journal';
import { Log } from './store/log';
import { Uploads } from './store/uploads';

export interface StoreOptions {
  /** Null: memory only. */
  dataDir: string | null;
  settings: () => Settings;
  /** Size of the log at which it is replaced by a snapshot; tests make it small. */
  compactAfterBytes?: number | undefined;
}

export type Store = ReturnType<typeof createStore>;

export function createStore({ dataDir, settings, compactAfterBytes }: StoreOptions) {
  const uploads = new Uploads(dataDir === null ? null : join(dataDir, 'uploads'));
  const db = new Database(dataDir === null ? null : new Log(dataDir, compactAfterBytes), settings);
  const journal = new Journal(() => settings().journalSize);
  const mailbox = new Mailbox();

  return {
    ...customerStore(db),
    ...grantStore(db),
    ...formStore(db, uploads),
    ...deliveryStore(db),
    db,
    clock: db.clock,
    journal,
    mailbox,

    /** Oldest first; only what the bounded journal still holds. */
    requestsOf: (customerId: string): JournalEntry[] =>
      journal.list().filter((entry) => entry.customerId === customerId),

    /** Moves the emulator clock; what is due by then happens at once. */
    moveClock(offsetMs: number): void {
      db.commit([['clock', offsetMs]]);
    },

    reset(): void {
      db.reset();
      uploads.clear();
      journal.clear();
      mailbox.clear();
    },

    close(): void {
      db.close();
    },
  };
}
