/** The looks of a button; in a file of its own so that a form's script does not pull in links. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet';
export type ButtonSize = 'sm' | 'md';

export interface ButtonLook {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}

export function buttonClass({ variant = 'secondary', size = 'md' }: ButtonLook): string {
  return `btn btn-${variant}${size === 'sm' ? ' btn-sm' : ''}`;
}
