/** A person without a mouse: moves with Tab, types, and presses keys; nothing is clicked, filled or chosen for them. */
import { expect, type Locator, type Page, test } from 'playwright/test';

const LONGEST_WALK = 80;
const DOCUMENT = { name: 'certificate.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };

export class Keyboard {
  constructor(readonly page: Page) {
    // Listens all the time: a file chooser that opens before the listener exists is lost.
    page.on('filechooser', (chooser) => chooser.setFiles(DOCUMENT));
  }

  /** Tabs to a control; fails when it cannot be reached. */
  async walkTo(control: Locator): Promise<void> {
    await control.waitFor();
    for (let steps = 0; steps < LONGEST_WALK; steps += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${control} cannot be reached with Tab.`);
  }

  async press(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.walkTo(control);
    await this.page.keyboard.press(key);
  }

  /** Also chooses in a list, which jumps to what is typed; after a second without a key the typing starts again. */
  async type(label: string, text: string, within: Page | Locator = this.page): Promise<void> {
    const control = within.getByLabel(label);
    await this.walkTo(control);
    if (!(await control.evaluate((element) => element instanceof HTMLSelectElement)))
      return this.page.keyboard.type(text);
    await expect(async () => {
      await this.page.keyboard.type(text);
      await expect(control.locator('option:checked')).toHaveText(text, { timeout: 500 });
    }).toPass({ intervals: [1_500] });
  }

  async attach(label: string): Promise<void> {
    const control = this.page.getByLabel(label);
    await this.press(control);
    await expect(control).toHaveValue(new RegExp(DOCUMENT.name));
  }

  /** 1Money's hosted form as the emulator draws it, from the first step to the submission. */
  async completeForm(legalName: string): Promise<void> {
    const { page } = this;
    const onwards = () => this.press(page.getByRole('button', { name: /^(Save and continue|Continue)$/ }));
    const step = (name: string, act: () => Promise<void>) =>
      test.step(name, async () => {
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await act();
      });
    await step('Company', async () => {
      await this.type('Legal name', legalName);
      await this.type('Type of business', 'Corporation');
      await this.type('Registration number', 'HRB 12345');
      // The same in every order of day and month.
      await this.type('Date of incorporation', '04042019');
      await this.type('Country of incorporation', 'Germany');
      await this.type('Tax ID', 'DE123456789');
      await this.type('What the business does', 'Wholesale of laboratory equipment.');
      await onwards();
    });
    await step('Addresses', async () => {
      const registered = page.getByRole('group', { name: 'Registered address' });
      await this.type('Street address', 'Sendlinger Straße 1', registered);
      await this.type('City', 'München', registered);
      await this.type('State, province or region', 'BY', registered);
      await this.type('Postal code', '80331', registered);
      await this.type('Country', 'Germany', registered);
      await this.press(page.getByLabel('The physical address is the same as the registered address'), 'Space');
      await onwards();
    });
    await step('Owners and directors', async () => {
      await this.press(page.getByRole('link', { name: 'Add a person' }));
      await this.type('First name', 'Robin');
      await this.type('Last name', 'Example');
      await this.type('E-mail address', 'robin@company.example');
      await this.type('Date of birth', '05051980');
      await this.type('Nationality', 'Germany');
      await this.press(page.getByLabel('Director'), 'Space');
      await this.press(page.getByRole('button', { name: 'Save person' }));
      await page.getByText('Robin Example', { exact: true }).waitFor();
      await onwards();
    });
    await step('Documents', async () => {
      await this.attach('Certificate of incorporation');
      await this.attach('Proof of the business address');
      await onwards();
    });
    await step('Review', onwards);
    await step('Terms', async () => {
      await this.press(page.getByLabel(/^I accept these terms/), 'Space');
      await this.type('Your full name', 'Robin Example');
      await this.press(page.getByRole('button', { name: 'Submit application' }));
    });
  }
}
