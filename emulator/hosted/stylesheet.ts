// The one stylesheet of all emulator pages, put together from its parts once at start.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const PARTS = ['base', 'controls', 'blocks', 'form', 'control'];

export const stylesheet = PARTS.map((part) =>
  readFileSync(new URL(`./styles/${part}.css`, import.meta.url), 'utf8'),
).join('\n');

const version = createHash('sha256').update(stylesheet).digest('hex').slice(0, 12);

/** The version makes the address change with the content, so that it may be cached for good. */
export const STYLESHEET_PATH = '/assets/emulator.css';
export const stylesheetHref = `${STYLESHEET_PATH}?v=${version}`;
export const ICON_PATH = '/assets/emulator.svg';

/** Two columns and a bar: a neutral mark that imitates no logo. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0c5a4e"/>' +
  '<path d="M9 22V10M16 22V10M23 22V10" stroke="#fff" stroke-width="3" stroke-linecap="round"/>' +
  '<path d="M8 25h16" stroke="#f3c14b" stroke-width="2" stroke-linecap="round"/></svg>';
