/** @jsxImportSource hono/jsx */
// The mail that programs handed to the SMTP catcher.
import { Hono } from 'hono';
import { noticeOf, showNotFound, showPage } from './show-page';
import type { ControlContext } from './tools';
import { MailboxPage, MailPage } from './views/mail';

export function mailRoutes({ context }: ControlContext): Hono {
  const app = new Hono();
  const { mailbox } = context.store;
  const findMail = (id: string) => mailbox.list().find((mail) => String(mail.id) === id);

  app.get('/mail', (c) => showPage(c, <MailboxPage mails={[...mailbox.list()].reverse()} notice={noticeOf(c)} />));

  app.post('/mail/clear', (c) => {
    mailbox.clear();
    return c.redirect('/mail?done=cleared', 303);
  });

  app.get('/mail/:id', (c) => {
    const mail = findMail(c.req.param('id'));
    return mail === undefined ? showNotFound(c) : showPage(c, <MailPage mail={mail} />);
  });

  // The message's own HTML, in a sandbox by header as well as by the frame around it: no script, no form, no request.
  app.get('/mail/:id/html', (c) => {
    const html = findMail(c.req.param('id'))?.html;
    if (html == null) return showNotFound(c);
    return c.html(html, 200, {
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
      'X-Frame-Options': 'SAMEORIGIN',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    });
  });

  return app;
}
