import type { PersonAnswers } from '../../model';
import type { Messages } from '../i18n/catalogue';

export function personName(t: Messages, person: PersonAnswers): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ').trim() || t.persons.unnamed;
}
