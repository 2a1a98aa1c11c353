/**
 * A portal with an emulator and a database of its own, for what would disturb others: time that has passed, a mail
 * server that misbehaves, settings everyone would see.
 */
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Emulator } from './emulator';
import { WEBHOOK_SECRET } from './environment';
import { Portal } from './portal';
import { takePort } from './ports';
import { type RunningEmulator, startEmulator } from './start-emulator';

export class OwnPortal {
  readonly emulator: Emulator;

  private constructor(
    private readonly portal: Portal,
    private readonly running: RunningEmulator,
  ) {
    this.emulator = new Emulator(() => running);
  }

  static async start(): Promise<OwnPortal> {
    const port = await takePort();
    const emulator = await startEmulator({ webhooks: { port, secret: WEBHOOK_SECRET } });
    return new OwnPortal(await Portal.start({ name: 'own portal', emulator, port }), emulator);
  }

  get url(): string {
    return this.portal.appUrl;
  }

  /** Changes rows while the portal is stopped, as if time had passed; then it runs again at the same address. */
  async changeRows(...statements: readonly string[]): Promise<void> {
    await this.portal.stop();
    const dataDir = path.join(this.portal.env.DATA_DIR ?? '', 'database', 'pglite');
    const lite = await PGlite.create({ dataDir, extensions: { pg_trgm } });
    for (const statement of statements) await lite.exec(statement);
    await lite.close();
    await this.portal.start();
  }

  async stop(): Promise<void> {
    await this.portal.stop();
    await this.running.stop();
  }
}
