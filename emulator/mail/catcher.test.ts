import { createConnection } from 'node:net';
import { describe, expect, test } from 'vitest';
import { control } from '../testing/client';
import { startEmulator } from '../testing/start';

interface Session {
  codes: number[];
  end: 'quit' | 'cut' | 'silent';
}

/** A minimal SMTP client, so that the catcher is not tested by the library it is made of. */
function submit(port: number, to: string[], text: string, silenceMs = 10_000): Promise<Session> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const lines = [
      'EHLO test',
      'MAIL FROM:<portal@partner.example>',
      ...to.map((address) => `RCPT TO:<${address}>`),
      'DATA',
      `${text}\r\n.`,
      'QUIT',
    ];
    const codes: number[] = [];
    let end: Session['end'] = 'cut';
    let pending = '';
    let silence: NodeJS.Timeout | undefined;
    socket.on('data', (chunk) => {
      clearTimeout(silence);
      pending += chunk.toString();
      const reply = /(?:^|\r\n)(\d{3}) [^\r\n]*\r\n$/.exec(pending);
      if (reply === null) return;
      pending = '';
      const code = Number(reply[1]);
      codes.push(code);
      const next = lines.shift();
      if (code === 221) end = 'quit';
      if (next === undefined) return;
      socket.write(`${next}\r\n`);
      silence = setTimeout(
        () => {
          end = 'silent';
          socket.destroy();
        },
        next.endsWith('.') ? silenceMs : 10_000,
      );
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(silence);
      resolve({ codes, end });
    });
  });
}

const TEXT =
  'From: Portal <portal@partner.example>\r\nTo: zoe@acme.example\r\nSubject: =?utf-8?q?Z=C3=B6e?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello, follow https://portal.example/i/abc';

async function scene() {
  const { url, smtpPort } = await startEmulator({ smtpPort: 0 });
  return {
    url,
    deliver: (to: string[] = ['zoe@acme.example'], silenceMs?: number) => submit(smtpPort ?? 0, to, TEXT, silenceMs),
    behave: (behaviour: unknown) => control(url, 'POST', '/mail/behaviour', behaviour),
    mails: async (query = '') => (await control(url, 'GET', `/mail${query}`)).json.mails,
  };
}

describe('mail catcher', () => {
  test('keeps what it gets, newest last, and finds it by recipient', async () => {
    const { url, deliver, mails } = await scene();
    expect((await deliver()).end).toBe('quit');
    await deliver(['other@acme.example', 'third@acme.example']);
    expect(await mails()).toMatchObject([
      {
        id: 1,
        from: 'portal@partner.example',
        to: ['zoe@acme.example'],
        subject: 'Zöe',
        text: expect.stringContaining('/i/abc'),
        html: null,
        headers: { to: 'zoe@acme.example' },
      },
      { id: 2, to: ['other@acme.example', 'third@acme.example'] },
    ]);
    expect(await mails('?to=OTHER@acme.example')).toHaveLength(1);
    await control(url, 'DELETE', '/mail');
    expect(await mails()).toEqual([]);
  });

  test('refuses, is busy, bounces one address', async () => {
    const { deliver, behave, mails } = await scene();
    await behave({ mode: 'refuse' });
    expect((await deliver()).codes).toEqual([554]);
    await behave({ mode: 'busy' });
    expect((await deliver()).codes).toContain(451);
    await behave({ bounce: ['ZOE@acme.example'] });
    expect((await deliver()).codes).toContain(550);
    expect(await mails()).toEqual([]);
    expect((await deliver(['other@acme.example'])).end).toBe('quit');
    expect(await mails()).toHaveLength(1);
  });

  test('hangs after the text, or keeps the mail and cuts the connection', async () => {
    const { deliver, behave, mails } = await scene();
    await behave({ mode: 'hang' });
    expect((await deliver(undefined, 200)).end).toBe('silent');
    expect(await mails()).toEqual([]);
    await behave({ mode: 'drop_after_accept' });
    expect((await deliver()).end).toBe('cut');
    expect(await mails()).toHaveLength(1);
  });

  test('gives way to anyone who has a port that no one chose, and not where someone did', async () => {
    const { smtpPort: taken } = await startEmulator({ smtpPort: 0 });
    const { smtpPort } = await startEmulator({ smtpPort: taken, isSmtpPortDerived: true });
    expect([smtpPort, smtpPort === taken]).toEqual([expect.any(Number), false]);
    await expect(startEmulator({ smtpPort: taken })).rejects.toThrow(`Port ${taken} is in use`);
  });

  test('a reset calms it; an unknown behaviour is refused', async () => {
    const { url, deliver, behave } = await scene();
    expect((await behave({ mode: 'explode' })).status).toBe(400);
    await behave({ mode: 'refuse' });
    await control(url, 'POST', '/reset');
    expect((await deliver()).end).toBe('quit');
  });
});
