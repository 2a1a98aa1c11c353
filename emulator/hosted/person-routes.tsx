/** @jsxImportSource hono/jsx */
// Adding and editing one owner or director. A half-typed person is kept like any other answer.
import { Hono } from 'hono';
import type { Context } from '../context';
import type { Person, PersonAnswers } from '../model';
import { MAX_PERSONS } from './form';
import { toLocale } from './i18n/catalogue';
import { isEmptyPerson, parsePerson, textOf } from './parse-form';
import { validateStep } from './progress';
import { enter, enterPost, openPage } from './request';
import { rememberLocale } from './session';
import { showMessage } from './show-message';
import { todayOf } from './today';
import { type FieldError, validatePerson } from './validate';
import { PersonEditor, PersonsStep } from './views/persons-step';
import { stepPath } from './views/step-shell';

export function personRoutes(context: Context): Hono {
  const app = new Hono();

  app.get('/:personId', (c) => {
    const entry = enter(c, context);
    if (entry.kind === 'refused') return entry.response;
    const { visit } = entry;
    const person = findPerson(visit.customer.answers.persons, c.req.param('personId'));
    if (person === null) return showMessage(c, { page: 'notFound', status: 404, hasFormLink: true });
    const page = openPage(c, context, visit, 'persons');
    if (person.id === undefined && visit.customer.answers.persons.length >= MAX_PERSONS) {
      const tooMany: FieldError = { field: 'persons', code: 'tooManyPersons' };
      return c.html(<PersonsStep page={page} errors={[tooMany]} />, 422);
    }
    const errors = c.req.query('check') === undefined ? [] : validatePerson(person, page.today);
    return c.html(<PersonEditor page={page} person={person} errors={errors} />);
  });

  app.post('/:personId', async (c) => {
    const posted = await enterPost(c, context);
    if (posted.kind === 'refused') return posted.response;
    const { visit, form, intent } = posted;
    const { persons } = visit.customer.answers;
    const known = findPerson(persons, c.req.param('personId'));
    if (known === null) return showMessage(c, { page: 'notFound', status: 404, hasFormLink: true });
    if (known.id === undefined && persons.length >= MAX_PERSONS) return c.redirect(stepPath('persons/new'), 303);

    const person = parsePerson(form, known);
    // An untouched page adds no person, whichever button was used.
    const isLeftEmpty = known.id === undefined && isEmptyPerson(person);
    const id = isLeftEmpty ? 'new' : savePerson(context, visit.customer.id, persons, person);
    if (id === null) return c.redirect('/onboarding', 303);

    switch (intent) {
      case 'leave':
        return c.redirect(context.store.returnUrl(visit.session, 'left') ?? stepPath('left'), 303);
      case 'language':
        rememberLocale(c, toLocale(textOf(form, 'language')));
        return c.redirect(stepPath(`persons/${id}`), 303);
      default: {
        const hasErrors = validatePerson(person, todayOf(context)).length > 0;
        return c.redirect(stepPath(hasErrors ? `persons/${id}?check=1` : 'persons'), 303);
      }
    }
  });

  return app;
}

/** "new" is a person without an id; null is an unknown id. */
function findPerson(persons: readonly Person[], id: string): PersonAnswers | null {
  if (id === 'new') return {};
  return persons.find((person) => person.id === id) ?? null;
}

/** The id under which the person is kept now; null when the form was closed meanwhile. */
function savePerson(
  context: Context,
  customerId: string,
  persons: readonly Person[],
  person: PersonAnswers,
): string | null {
  const data: PersonAnswers[] =
    person.id === undefined ? [...persons, person] : persons.map((other) => (other.id === person.id ? person : other));
  const present = context.store.getCustomer(customerId);
  if (present === null) return null;
  const isComplete =
    validateStep(
      'persons',
      { ...present.answers, persons: data.map((entry) => ({ ...entry, id: entry.id ?? '' })) },
      todayOf(context),
    ).length === 0;
  const saved = context.store.saveStep(customerId, { step: 'persons', data, isComplete });
  if (saved.kind !== 'saved') return null;
  return person.id ?? saved.customer.answers.persons.at(-1)?.id ?? null;
}
