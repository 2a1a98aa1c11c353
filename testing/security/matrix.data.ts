/**
 * Who may do what: one row for each server action, page and handler of the build. A missing row fails the tests in this
 * folder, and so does one too many. `:customer`, `:invite`, `:token`, `:company`, `:email` are replaced by those of the
 * business that `customer` owns, `:import` and `:run` by a draft with it, `:link` by a password link (fixtures.ts).
 */
import { MAX_IMPORT_BYTES } from '@/lib/features/imports/import-view.rules';
import { RETENTION_FIELDS } from '@/lib/features/privacy/retention.rules';
import { OVERDUE_FIELDS } from '@/lib/features/settings/settings.rules';
import type { ActionArguments, Fields } from './client';
import { IDENTITIES, type Identity } from './fixtures';

type Who = readonly Identity[];

const EVERYONE: Who = IDENTITIES;
const NOBODY: Who = [];
const ADMINS: Who = ['admin'];
const ACTING: Who = ['operator', 'admin'];
const STAFF: Who = ['viewer', 'operator', 'admin', 'demoted'];
const OWNER: Who = ['customer'];

export interface ActionRow {
  readonly who: Who;
  /**
   * `staff`: a session and a role. `proof`: any browser that was shown the page. `open`: anyone on one of our own
   * pages.
   */
  readonly guard: 'staff' | 'proof' | 'open';
  readonly args: ActionArguments;
  /** The browser submits the form by itself, and calls by scripts are refused (lib/platform/forms/document-action.ts). */
  readonly isDocument: boolean;
  /** What would really do it. */
  readonly fields: Fields;
  /** The page whose form carries the form token. */
  readonly page?: string;
  /** Ends the session it comes with. */
  readonly endsSession?: true;
}

const staff = (who: Who, fields: Fields, how: Partial<ActionRow> = {}): ActionRow => ({
  ...{ who, guard: 'staff', args: 'state', isDocument: false, fields },
  ...how,
});
const proof = (page: string, fields: Fields, how: Partial<ActionRow> = {}): ActionRow => ({
  ...{ who: EVERYONE, guard: 'proof', args: 'state', isDocument: false, page, fields },
  ...how,
});
const open = (fields: Fields, how: Partial<ActionRow> = {}): ActionRow => ({
  ...{ who: EVERYONE, guard: 'open', args: 'state', isDocument: false, fields },
  ...how,
});
const DOCUMENT = { args: 'form', isDocument: true } as const;
const NEW = { firstName: 'M', lastName: 'X', email: ':fresh', companyName: 'M', intentId: ':uuid' };
const NOTE = { customerId: ':customer', noteId: ':uuid', note: 'M' };
const RUN = { runId: ':run' };
const IMPORT = { importId: ':import' };
const COLUMNS = { ...IMPORT, firstName: '0', lastName: '1', email: '2', companyName: '3', hasHeader: 'on' };
const OVERDUE = Object.fromEntries(OVERDUE_FIELDS.map((field) => [field, '9']));
const KEPT = Object.fromEntries(RETENTION_FIELDS.map((field) => [field, '45']));
const COLLEAGUE = { userId: ':uuid' };
const SSO = {
  roleClaim: '',
  scopes: '',
  admin: '',
  operator: '',
  viewer: '',
  defaultRole: 'refuse',
  domains: '',
  emails: 'claim',
};
const LOOK = { partnerName: 'Changed', accent: '#3a49c8', supportEmail: '', privacyUrl: '', termsUrl: '' };

export const ACTIONS: Readonly<Record<string, ActionRow>> = {
  finishTotpAction: staff(STAFF, { code: '000000' }),
  removeTotpAction: staff(STAFF, {}),
  renewRecoveryCodesAction: staff(STAFF, {}),
  startTotpAction: staff(STAFF, {}),
  discardBulkRunAction: staff(ACTING, RUN),
  draftBulkRunAction: staff(ACTING, { customer: ':customer', act: 'check' }, { args: 'form' }),
  resumeBulkRunAction: staff(ACTING, RUN),
  startBulkRunAction: staff(ACTING, { ...RUN, message: '' }),
  stopBulkRunAction: staff(ACTING, RUN),
  undoBulkRunAction: staff(ACTING, RUN),
  addNoteAction: staff(ACTING, NOTE),
  assignOwnerAction: staff(ACTING, { customerId: ':customer', from: '', to: ':uuid' }),
  deleteNoteAction: staff(ACTING, { noteId: ':uuid' }),
  askPasskeyToConfirmAction: staff(STAFF, {}),
  confirmByPasskeyAction: staff(STAFF, { credential: '{}' }),
  confirmAction: staff(STAFF, { code: '000000' }),
  askAgainAction: staff(ACTING, { customerId: ':customer' }),
  checkNowAction: staff(ACTING, { customerId: ':customer' }),
  createCustomerAction: staff(ACTING, NEW),
  readRawCustomerAction: staff(ADMINS, { customerId: ':customer' }),
  startOnboardingAction: staff(ACTING, { customerId: ':customer' }, DOCUMENT),
  replayDeliveryAction: staff(ADMINS, { deliveryId: ':uuid' }),
  replayJobsAction: staff(ADMINS, {}),
  cancelImportAction: staff(ACTING, IMPORT),
  changeDraftAction: staff(ACTING, {
    ...COLUMNS,
    'firstName-2': 'M',
    mode: 'create',
    locale: 'en',
  }),
  discardImportAction: staff(ACTING, IMPORT),
  pauseImportAction: staff(ACTING, IMPORT),
  resumeImportAction: staff(ACTING, IMPORT),
  inviteCustomerAction: staff(ACTING, {
    customerId: ':customer',
    email: ':fresh',
    locale: 'en',
  }),
  renewInviteAction: staff(ACTING, { inviteId: ':invite' }),
  resendInviteAction: staff(ACTING, { inviteId: ':invite' }),
  revokeInviteAction: staff(ACTING, { inviteId: ':invite' }),
  // Reading notifications and getting mail is a personal matter for every role.
  readAllNotificationsAction: staff(STAFF, { throughId: '1' }),
  readNotificationAction: staff(STAFF, { notificationId: '1' }),
  switchDigestAction: staff(STAFF, { digest: 'off' }),
  // The link is the key, for anyone who has it.
  askPasskeyForSecondStepAction: open({}),
  askPasskeyToSignInAction: open({}),
  secondStepByPasskeyAction: open({ credential: '{}' }),
  signInByPasskeyAction: open({ credential: '{}' }),
  askToRegisterAction: staff(STAFF, {}),
  registerPasskeyAction: staff(STAFF, { credential: '{}', passkeyName: 'M' }),
  removePasskeyAction: staff(STAFF, { passkeyId: 'nothing' }),
  renamePasskeyAction: staff(STAFF, {
    passkeyId: 'nothing',
    passkeyName: 'M',
  }),
  requestResetAction: open({ email: ':fresh' }),
  setPasswordAction: open({
    token: ':link',
    name: 'M',
    password: 'a long new password 7',
  }),
  eraseCustomerAction: staff(ADMINS, {
    customerId: ':customer',
    name: 'Not its name',
  }),
  secondStepAction: open({ code: '000000' }),
  changeLanguageAction: proof('/onboarding', { language: 'es', returnTo: '/' }, { args: 'form' }),
  checkStatusAction: proof('/onboarding', { state: 'forged' }),
  acceptInviteAction: proof('/i/:token', { token: ':token' }, DOCUMENT),
  requestNewLinkAction: proof('/i/:nothing', { token: ':nothing' }),
  sendCodeAction: proof('/onboarding', { email: ':fresh' }),
  signInByCodeAction: proof('/onboarding', { email: ':fresh', code: '000000' }),
  signOutCustomerAction: proof('/onboarding', {}, { args: 'form', endsSession: true }),
  startMyOnboardingAction: proof('/onboarding', { customerId: ':customer' }, DOCUMENT),
  stopRemindersAction: proof('/i/:nothing/reminders', { token: ':nothing' }),
  signInAction: open({ email: ':fresh', password: 'not the password' }),
  signOutAction: open({}, { args: 'form', endsSession: true }),
  // One's own sessions, whatever the role.
  endOtherSessionsAction: staff(STAFF, {}),
  endOwnSessionAction: staff(STAFF, { session: 'x' }),
  changeBrandingAction: staff(ADMINS, LOOK),
  changeMaskingAction: staff(ADMINS, { isOn: 'off' }),
  changeRetentionAction: staff(ADMINS, KEPT),
  changeReentryAction: staff(ADMINS, { isAllowed: 'on' }),
  changeStatusMailsAction: staff(ADMINS, { isPartnersOwn: 'off' }),
  changeRemindersAction: staff(ADMINS, { isOn: 'on', days: '1, 2' }),
  changeSecondFactorAction: staff(ADMINS, {
    admin: 'on',
    operator: 'on',
    viewer: 'on',
  }),
  changeOverdueThresholdsAction: staff(ADMINS, OVERDUE),
  checkUpstreamAction: staff(ADMINS, {}),
  changeSsoRuleAction: staff(ADMINS, SSO),
  switchPasswordSignInAction: staff(ADMINS, { passwords: 'on' }),
  changeRoleAction: staff(ADMINS, { ...COLLEAGUE, role: 'admin' }),
  disableStaffAction: staff(ADMINS, COLLEAGUE),
  enableStaffAction: staff(ADMINS, COLLEAGUE),
  endSessionsAction: staff(ADMINS, COLLEAGUE),
  inviteStaffAction: staff(ADMINS, { email: ':fresh', role: 'admin' }),
  inviteStaffAgainAction: staff(ADMINS, COLLEAGUE),
  removeFactorAction: staff(ADMINS, COLLEAGUE),
  // One's own views; that sharing one takes more is a rule of the service.
  removeViewAction: staff(STAFF, { viewId: ':uuid' }),
  saveViewAction: staff(STAFF, { name: 'M', query: '' }),
  setDefaultViewAction: staff(STAFF, {}),
};

export interface PageRow {
  readonly path: string;
  readonly who: Who;
  /** Where all others are led. Staff without the role get 404 where a sign-in would not help. */
  readonly others: '/sign-in' | '/onboarding' | 'served';
  /** Shown only to those who may see it. Only staff and its owner know `:company`. */
  readonly shows?: string;
  /** For pages that lead on: where to. */
  readonly leadsTo?: string;
}

const staffPage = (path: string, who: Who = STAFF, shows = '>Sign out<'): PageRow => ({
  path,
  who,
  others: '/sign-in',
  shows,
});
const openPage = (path: string, more: Partial<PageRow> = {}): PageRow => ({
  path,
  who: EVERYONE,
  others: 'served',
  ...more,
});

export const PAGES: Readonly<Record<string, PageRow>> = {
  '/': openPage('/', { leadsTo: '/customers' }),
  '/_global-error': openPage('/_global-error'),
  '/_not-found': openPage('/no-such-page'),
  '/account/sessions': staffPage('/account/sessions'),
  '/account': staffPage('/account'),
  '/activity': staffPage('/activity'),
  '/confirm-it-is-you': staffPage('/confirm-it-is-you', STAFF, 'It is you'),
  '/customers': staffPage('/customers', STAFF, ':company'),
  '/customers/[customerId]': staffPage('/customers/:customer', STAFF, ':company'),
  '/customers/bulk': staffPage('/customers/bulk', ACTING),
  '/customers/bulk/[runId]': staffPage('/customers/bulk/:run', ACTING, ':company'),
  '/customers/import': staffPage('/customers/import'),
  '/customers/import/[importId]': staffPage('/customers/import/:import?rows=all', STAFF, ':company'),
  '/customers/new': staffPage('/customers/new'),
  '/customers/views': staffPage('/customers/views'),
  '/developers': staffPage('/developers'),
  // The token in the address is the key to this page.
  '/i/[token]': openPage('/i/:token'),
  '/i/[token]/reminders': openPage('/i/:token/reminders'),
  '/notices': staffPage('/notices'),
  '/onboarding': openPage('/onboarding'),
  '/onboarding/[customerId]': { path: '/onboarding/:customer', who: OWNER, others: '/onboarding', shows: ':company' },
  '/onboarding/return': openPage('/onboarding/return?state=forged'),
  '/overview': staffPage('/overview'),
  // As with invites.
  '/password/[token]': openPage('/password/:link'),
  '/settings': staffPage('/settings', ADMINS),
  '/settings/data': staffPage('/settings/data', ADMINS),
  '/settings/connection': staffPage('/settings/connection', ADMINS),
  '/settings/security': staffPage('/settings/security', ADMINS),
  '/settings/rules': staffPage('/settings/rules', ADMINS),
  '/settings/single-sign-on': staffPage('/settings/single-sign-on', ADMINS),
  '/sign-in': openPage('/sign-in'),
  '/sign-in/forgot': openPage('/sign-in/forgot'),
  // Without a password shown before there is nothing to see.
  '/sign-in/second-step': openPage('/sign-in/second-step', { leadsTo: '/sign-in' }),
  '/sign-in/set-up': staffPage('/sign-in/set-up'),
  '/team': staffPage('/team', ADMINS),
};

export interface MethodRule {
  readonly who: Who;
  readonly ok: number;
  readonly others: number;
  /** What staff get whose role does not suffice, where that differs. */
  readonly otherStaff?: number;
}

export interface HandlerRow {
  readonly path: string;
  /** By method: who may, what they get, and what all others get. Methods without an entry get 405. */
  readonly methods: Readonly<Record<string, MethodRule>>;
  /** What an allowed identity sends with a POST, as a form; without it JSON. */
  readonly form?: Fields;
  /** Of what is sent to it. */
  readonly capBytes?: number;
  /** Meant for programs and other sites: no cookie counts there, so no page of another site can misuse one. */
  readonly isForOthers?: true;
  /** Unknown parameters of the address are ignored: callers there may add some of their own. */
  readonly takesAnyParams?: true;
}

const get = (path: string, who: Who): HandlerRow => ({
  path,
  methods: { GET: { who, ok: 200, others: 401, otherStaff: 403 } },
});
const post = (who: Who, ok: number, others: number, otherStaff = others): HandlerRow['methods'] => ({
  POST: { who, ok, others, otherStaff },
});
const NOWHERE: HandlerRow['methods'] = Object.fromEntries(
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, { who: NOBODY, ok: 404, others: 404 }]),
);
const KIB = 1024;

export const HANDLERS: Readonly<Record<string, HandlerRow>> = {
  '/activity/export': get('/activity/export?format=json&act=settings.changed', STAFF),
  // The protocol of next-auth: what it answers to a GET tells nothing, and a POST needs its own token besides.
  '/api/auth/[...nextauth]': {
    path: '/api/auth/session',
    methods: { ...get('', EVERYONE).methods, ...post(NOBODY, 200, 415) },
    capBytes: 16 * KIB,
    takesAnyParams: true,
  },
  // Reads nothing of what it is sent, so there is nothing to cap and nothing that another site could reach.
  '/api/[...unknown]': { path: '/api/no-such-thing', methods: NOWHERE, takesAnyParams: true },
  '/api/bulk/[runId]': get('/api/bulk/:run', ACTING),
  '/api/csp-reports': {
    path: '/api/csp-reports',
    methods: post(EVERYONE, 204, 204),
    capBytes: 16 * KIB,
    isForOthers: true,
    takesAnyParams: true,
  },
  '/api/customers': get('/api/customers', STAFF),
  '/api/customers/[customerId]': get('/api/customers/:customer', STAFF),
  '/api/events': get('/api/events', STAFF),
  '/api/find': get('/api/find?text=Canary', STAFF),
  '/api/health/live': { ...get('/api/health/live', EVERYONE), takesAnyParams: true },
  '/api/health/ready': { ...get('/api/health/ready', EVERYONE), takesAnyParams: true },
  '/api/imports': {
    path: '/api/imports',
    methods: post(ACTING, 303, 401, 403),
    form: { text: 'First name,Last name,Email,Company\nM,X,:fresh,M' },
    // The file and the form around it.
    capBytes: MAX_IMPORT_BYTES + 64 * KIB,
  },
  '/api/imports/[importId]': get('/api/imports/:import', STAFF),
  '/api/webhooks/onemoney/[[...token]]': {
    path: '/api/webhooks/onemoney',
    methods: post(NOBODY, 200, 401),
    capBytes: 256 * KIB,
    isForOthers: true,
    takesAnyParams: true,
  },
  '/customers/[customerId]/data': get('/customers/:customer/data', ADMINS),
  // All staff may export the list; the form belongs to the selection, which is for operators and admins.
  '/customers/export': {
    path: '/customers/export',
    methods: { ...get('', STAFF).methods, ...post(ACTING, 200, 401, 403) },
    form: { customer: ':customer' },
    capBytes: 64 * KIB,
  },
  '/customers/import/[importId]/results': get('/customers/import/:import/results', ACTING),
  '/customers/import/template': get('/customers/import/template', STAFF),
  '/icon.svg': { ...get('/icon.svg', EVERYONE), takesAnyParams: true },
  '/onboarding/handoff': {
    path: '/onboarding/handoff',
    methods: { GET: { who: EVERYONE, ok: 303, others: 303 }, ...post(EVERYONE, 303, 303) },
    capBytes: 8 * KIB,
    isForOthers: true,
    takesAnyParams: true,
  },
  // To the provider of single sign-on, or home for a signed-in person.
  '/sign-in/sso': {
    path: '/sign-in/sso',
    methods: { GET: { who: EVERYONE, ok: 303, others: 303 } },
    takesAnyParams: true,
  },
};
