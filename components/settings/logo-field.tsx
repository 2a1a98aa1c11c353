import { Field } from '../ui/field';

const MAX_BYTES = 64 * 1024;

interface LogoFieldProps {
  /** `data:` URL of the present logo. */
  readonly logo: string | null;
  readonly error?: string;
}

/** Rejects large pictures in the browser, because the server does not even read a form of megabytes. */
export function LogoField({ logo, error }: LogoFieldProps) {
  const check = (input: HTMLInputElement) => {
    const isTooLarge = (input.files?.[0]?.size ?? 0) > MAX_BYTES;
    input.setCustomValidity(isTooLarge ? 'The picture may have at most 64 kB.' : '');
    if (isTooLarge) input.reportValidity();
  };
  return (
    <div className="grid gap-2">
      <Field
        label="Logo"
        name="logo"
        type="file"
        optional
        accept="image/png,image/jpeg,image/webp"
        hint="PNG, JPEG or WebP of at most 64 kB. The preview shows it after saving."
        onChange={(event) => check(event.currentTarget)}
        error={error}
      />
      {logo !== null && (
        <label className="flex min-h-6 items-center gap-2">
          <input type="checkbox" name="removeLogo" className="size-4" />
          Remove the present logo
        </label>
      )}
    </div>
  );
}
