/** @jsxImportSource hono/jsx */
// What the customer has typed so far, exactly as typed.
import type { FC } from 'hono/jsx';
import { countryName } from '../../hosted/countries';
import type { AddressAnswers, Customer } from '../../model';
import { personTitle } from './decision';
import { Card, Facts, formatInstant } from './parts';

const COMPANY_LABELS = {
  legalName: 'Legal name',
  businessType: 'Type',
  registrationNumber: 'Registration number',
  dateOfIncorporation: 'Incorporated',
  incorporationCountry: 'Country',
  taxId: 'Tax ID',
  website: 'Website',
  description: 'What it does',
} as const;

function addressText(address: AddressAnswers | undefined): string {
  if (!address) return '';
  const { streetLine1, streetLine2, postalCode, city, state, country } = address;
  const place = [postalCode, city, state].filter(Boolean).join(' ');
  return [streetLine1, streetLine2, place, country ? countryName(country, 'en') : ''].filter(Boolean).join('\n');
}

export const AnswersCard: FC<{ customer: Customer }> = ({ customer }) => {
  const { company, addresses, persons, documents, terms } = customer.answers;
  const companyFacts = Object.entries(COMPANY_LABELS).map(([field, label]): [string, string] => {
    const value = company[field as keyof typeof COMPANY_LABELS] ?? '';
    return [label, field === 'incorporationCountry' && value ? countryName(value, 'en') : value];
  });
  return (
    <Card title="Answers" id="answers">
      <h3>Company</h3>
      <Facts facts={companyFacts} />
      <h3>Addresses</h3>
      <Facts
        facts={[
          ['Registered', addressText(addresses.registered)],
          ['Physical', addresses.isPhysicalSame ? 'Same as registered' : addressText(addresses.physical)],
        ]}
      />
      <h3>Owners and directors</h3>
      {persons.length === 0 ? (
        <p class="soft">Nobody yet.</p>
      ) : (
        <Facts
          facts={persons.map((person) => [
            personTitle(person),
            [
              (person.roles ?? []).join(', '),
              person.ownershipPercent ? `${person.ownershipPercent}%` : '',
              person.birthDate ? `born ${person.birthDate}` : '',
              person.nationality ? countryName(person.nationality, 'en') : '',
              person.email,
            ]
              .filter(Boolean)
              .join(', '),
          ])}
        />
      )}
      <h3>Documents</h3>
      {documents.length === 0 ? <p class="soft">No files.</p> : null}
      <ul class="plain-list stack-tight">
        {documents.map((document) => (
          <li key={document.id}>
            <a href={`/customers/${customer.id}/documents/${document.id}`}>{document.fileName}</a>{' '}
            <span class="soft small numbers">
              {document.slot.replaceAll('_', ' ')}, {document.sizeBytes.toLocaleString('en')} bytes
            </span>
          </li>
        ))}
      </ul>
      <h3>Terms</h3>
      <Facts
        facts={[
          ['Accepted', terms.isAccepted ? 'yes' : 'no'],
          ['Signed as', terms.signedName ?? ''],
          ['Signed at (UTC)', terms.signedAt === undefined ? '' : formatInstant(terms.signedAt)],
        ]}
      />
    </Card>
  );
};
