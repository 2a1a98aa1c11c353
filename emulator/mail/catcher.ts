/** An SMTP server that delivers nothing: it keeps mail for the mailbox page, and misbehaves on request. */
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Mailbox } from './mailbox';

export interface CatcherOptions {
  mailbox: Mailbox;
  host: string;
  port: number;
  now: () => number;
}

export interface Catcher {
  port: number;
  close(): Promise<void>;
}

const MAX_MAIL_BYTES = 10 * 1024 * 1024;

export async function startCatcher({ mailbox, host, port, now }: CatcherOptions): Promise<Catcher> {
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
    onConnect: (_session, done) =>
      done(mailbox.behaviour.mode === 'refuse' ? smtpError(554, 'Refused by order') : undefined),
    onRcptTo: (address, _session, done) => {
      const { mode, bounce } = mailbox.behaviour;
      if (mode === 'busy') return done(smtpError(451, 'Busy by order, try again later'));
      const isBounced = bounce.some((bounced) => bounced.toLowerCase() === address.address.toLowerCase());
      return done(isBounced ? smtpError(550, 'No such mailbox, by order') : undefined);
    },
    onData: (stream, session, done) => {
      const { mode } = mailbox.behaviour;
      const { mailFrom, rcptTo } = session.envelope;
      simpleParser(stream).then((mail) => {
        if (mode === 'hang') return;
        const from = mailFrom === false ? '' : mailFrom.address;
        mailbox.add({ at: now(), from, to: rcptTo.map((recipient) => recipient.address), ...toContent(mail) });
        if (mode === 'accept') done();
        else for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
      }, done);
    },
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // A client that vanishes in the middle of a mail is everyday life here, not an error of the emulator.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function toContent(mail: ParsedMail): {
  subject: string;
  text: string;
  html: string | null;
  headers: Record<string, string>;
} {
  const headers = mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()] as const);
  return {
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || null,
    headers: Object.fromEntries(headers),
  };
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
