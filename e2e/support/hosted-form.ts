/** 1Money's hosted form as the emulator draws it, driven by its labels like a person would. */
import { expect, type Page } from 'playwright/test';

/** A PDF as small as the form accepts. */
const DOCUMENT = { name: 'certificate.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };

export class HostedForm {
  constructor(readonly page: Page) {}

  async expectStep(name: string): Promise<void> {
    await expect(this.page).toHaveURL(/\/onboarding\/[a-z/]+/);
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  /** The address bar must not keep the single-use token. */
  async expectNoToken(): Promise<void> {
    await expect(this.page).not.toHaveURL(/grant=/);
  }

  async fillCompany(legalName: string): Promise<void> {
    const { page } = this;
    await page.getByLabel('Legal name').fill(legalName);
    await page.getByLabel('Type of business').selectOption({ label: 'Corporation' });
    await page.getByLabel('Registration number').fill('HRB 12345');
    await page.getByLabel('Date of incorporation').fill('2019-04-01');
    await page.getByLabel('Country of incorporation').selectOption({ label: 'Germany' });
    await page.getByLabel('Tax ID').fill('DE123456789');
    await page.getByLabel('What the business does').fill('Wholesale of laboratory equipment.');
  }

  async fillAddresses(): Promise<void> {
    const registered = this.page.getByRole('group', { name: 'Registered address' });
    await registered.getByLabel('Street address').fill('Sendlinger Straße 1');
    await registered.getByLabel('City').fill('München');
    await registered.getByLabel('State, province or region').fill('BY');
    await registered.getByLabel('Postal code').fill('80331');
    await registered.getByLabel('Country').selectOption({ label: 'Germany' });
    await this.page.getByLabel('The physical address is the same as the registered address').check();
  }

  async addDirector(): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: 'Add a person' }).click();
    await page.getByLabel('First name').fill('Robin');
    await page.getByLabel('Last name').fill('Example');
    await page.getByLabel('E-mail address').fill('robin@company.example');
    await page.getByLabel('Date of birth').fill('1980-05-17');
    await page.getByLabel('Nationality').selectOption({ label: 'Germany' });
    await page.getByLabel('Director').check();
    await page.getByRole('button', { name: 'Save person' }).click();
    await expect(page.getByText('Robin Example', { exact: true })).toBeVisible();
  }

  async uploadDocuments(): Promise<void> {
    await this.page.getByLabel('Certificate of incorporation').setInputFiles(DOCUMENT);
    await this.page.getByLabel('Proof of the business address').setInputFiles(DOCUMENT);
  }

  async acceptTerms(): Promise<void> {
    await this.page.getByLabel(/^I accept these terms/).check();
    await this.page.getByLabel('Your full name').fill('Robin Example');
  }

  async continue(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Save and continue|Continue)$/ }).click();
  }

  /** Everything after the company step, up to the submission. */
  async finishFromAddresses(): Promise<void> {
    await this.expectStep('Addresses');
    await this.fillAddresses();
    await this.continue();
    await this.expectStep('Owners and directors');
    await this.addDirector();
    await this.continue();
    await this.expectStep('Documents');
    await this.uploadDocuments();
    await this.continue();
    await this.expectStep('Review');
    await this.continue();
    await this.expectStep('Terms');
    await this.acceptTerms();
    await this.page.getByRole('button', { name: 'Submit application' }).click();
  }
}
