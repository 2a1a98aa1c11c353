/** @jsxImportSource hono/jsx */
import type { Child, FC } from 'hono/jsx';
import { ICON_PATH } from '../../hosted/stylesheet';
import { HtmlDocument } from '../../hosted/views/layout';

const SECTIONS = [
  { href: '/', name: 'Customers' },
  { href: '/journal', name: 'Requests' },
  { href: '/webhooks', name: 'Webhooks' },
  { href: '/mail', name: 'Mail' },
  { href: '/faults', name: 'Faults' },
  { href: '/settings', name: 'Settings' },
] as const;

export type Section = (typeof SECTIONS)[number]['name'];

interface Props {
  title: string;
  section: Section;
  /** What the last form did, or why it did nothing. */
  notice?: Notice | null;
  children?: Child;
}

export interface Notice {
  tone: 'good' | 'bad';
  text: string;
}

export const ControlLayout: FC<Props> = ({ title, section, notice = null, children }) => (
  <HtmlDocument locale="en" title={`${title} – Emulator`}>
    <a class="skip" href="#main">
      Skip to content
    </a>
    <aside class="banner" aria-label="Emulator, not 1Money">
      <strong>Emulator, not 1Money</strong> <span>Here you play the reviewer.</span>
    </aside>
    <header class="control-header">
      {/* biome-ignore lint/performance/noImgElement: plain server-rendered HTML, not a Next.js page */}
      <img class="mark" src={ICON_PATH} alt="" width="32" height="32" />
      <nav aria-label="Sections">
        <ul>
          {SECTIONS.map(({ href, name }) => (
            <li key={href}>
              <a href={href} aria-current={name === section ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
    <main id="main" tabindex={-1} class="control-main">
      {notice ? (
        <div class={`notice ${notice.tone}`} role={notice.tone === 'bad' ? 'alert' : 'status'}>
          <p>{notice.text}</p>
        </div>
      ) : null}
      {children}
    </main>
  </HtmlDocument>
);
