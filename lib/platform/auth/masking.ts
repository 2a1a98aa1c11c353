/**
 * The masked mode of viewers: the data layer masks people's names and addresses, so that no page, file or API can
 * forget to. A business keeps its name; one known only by its address is masked. Pure.
 */
import { z } from 'zod';
import { onOff } from '@/lib/platform/input/on-off';
import type { Scope } from './scope';

export const MASKING_SETTING = 'viewer_masking';

export const maskingInput = z.strictObject({ isOn: onOff });

const stored = z.object({ isOn: z.boolean() });

export function toMasking(value: unknown): boolean {
  const parsed = stored.safeParse(value);
  return parsed.success && parsed.data.isOn;
}

/** Whether this reader gets people’s names and addresses masked. */
export function isMasked(scope: Scope): boolean {
  return scope.kind === 'staff' && scope.role === 'viewer' && scope.isMasked === true;
}

/**
 * Any text around an @. Apostrophes are included: masking a quotation mark too is harmless, leaving half an address is
 * not.
 */
const EMAIL = /[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"']+/gu;

/** Masks every address in a text, and each of these names where it is a whole word. */
export function maskText(text: string, names: readonly (string | null)[] = []): string {
  const words = names.flatMap((name) => (name ?? '').split(/\s+/)).filter((word) => word.length > 1);
  const masked = text.replace(EMAIL, maskEmail);
  if (words.length === 0) return masked;
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return masked.replace(new RegExp(`(?<![\\p{L}\\p{N}])(${any})(?![\\p{L}\\p{N}])`, 'giu'), maskName);
}

/** Where a business is named: its own name stays, an address used instead is masked. */
export function maskBusiness<T extends string | null>(name: T): T;
export function maskBusiness(name: string | null): string | null {
  return name === null ? null : name.replace(EMAIL, maskEmail);
}

/** Values of an audit event's details. */
export function maskDetails<T>(details: Readonly<Record<string, T>>): Readonly<Record<string, T | string>> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => {
      if (typeof value !== 'string') return [key, value];
      // What a member of staff has named may be named after a person.
      return [key, key === 'name' ? maskName(value) : maskText(value)];
    }),
  );
}

interface NamedItem {
  readonly about: 'company' | 'person';
  readonly name: string | null;
  readonly reason: string;
  readonly description: string;
}

/** What 1Money asks for: the person it is about, and their names and the customer’s in its words. */
export function maskItem<T extends NamedItem>(item: T, names: readonly (string | null)[] = []): T {
  const isPerson = item.about === 'person';
  const known = isPerson ? [...names, item.name] : names;
  return {
    ...item,
    name: item.name && (isPerson ? maskName(item.name) : maskBusiness(item.name)),
    reason: maskText(item.reason, known),
    description: maskText(item.description, known),
  };
}

/** `o…a@a…e.example`: enough to recognise one's own address, too little to learn another's. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '…';
  const [domain = '', ...rest] = email.slice(at + 1).split('.');
  return `${maskWord(email.slice(0, at))}@${[maskWord(domain), ...rest].join('.')}`;
}

/** `Acme Ltd` becomes `A…e L…d`. */
export function maskName(name: string): string {
  return name.split(/\s+/).filter(Boolean).map(maskWord).join(' ');
}

function maskWord(word: string): string {
  const letters = [...word];
  const first = letters[0] ?? '';
  return letters.length < 3 ? `${first}…` : `${first}…${letters.at(-1)}`;
}
