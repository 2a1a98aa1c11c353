// Which text is an e-mail address. What 1Money takes is not known; this is the expression of the HTML standard with
// letters of all scripts, and without what it lets pass that no mail server takes.
import { findHidden } from './hidden-characters';

const LOCAL = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?';
const ADDRESS = new RegExp(`^(?=.{1,64}@)${LOCAL}(?:\\.${LOCAL})*@(?:${LABEL}\\.)+(?!\\d+$)${LABEL}$`, 'u');

export function isEmail(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text) && findHidden(text) === null;
}
