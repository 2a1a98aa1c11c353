/** What a form's server action answers; shared by the wrapper of all actions and by the forms that show it. */
export type ActionState =
  | { readonly status: 'idle' }
  /** `text`: what was asked for, shown once as it is. */
  | { readonly status: 'ok'; readonly message: string; readonly text?: string | undefined }
  /** A code was e-mailed and is asked for; `message` says what was wrong with the one typed before. */
  | {
      readonly status: 'code';
      readonly message: string | null;
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly status: 'error';
      readonly message: string;
      /** By field name: the sentence beside the field. */
      readonly fieldErrors: Readonly<Record<string, string>>;
      /** What was typed, to be shown again. Never holds a secret. */
      readonly values: Readonly<Record<string, string>>;
      /** The customer that already has this e-mail address. */
      readonly duplicateOf?: { readonly id: string; readonly name: string } | undefined;
      /** The session has ended: a link to sign in belongs beside the message. */
      readonly isSignedOut?: boolean;
      /** They have to reauthenticate and submit again: show a link to where they can beside the message. */
      readonly needsReauthentication?: boolean;
      /** What support can be asked about. */
      readonly referenceId?: string | undefined;
    };

export const IDLE: ActionState = { status: 'idle' };

/** For `<form action>`. */
export type FormAction = (formData: FormData) => Promise<void>;

/** For `useActionState`. */
export type StatefulAction = (previous: ActionState, formData: FormData) => Promise<ActionState>;

/** What a feature says about an error of its own; the wrapper fills in the rest. */
export type ErrorState = Partial<Extract<ActionState, { status: 'error' }>>;

export const UNCHANGED_TEXT = 'Nothing has changed.';
