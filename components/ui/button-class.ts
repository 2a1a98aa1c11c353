/** Button styles, in a separate file so that a form's script does not load links too. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet';
export type ButtonSize = 'sm' | 'md';

export interface ButtonStyle {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}

export function buttonClass({ variant = 'secondary', size = 'md' }: ButtonStyle): string {
  return `btn btn-${variant}${size === 'sm' ? ' btn-sm' : ''}`;
}
