import type { Tone } from '../ui/tone';

export type UpstreamEnvironment = 'Emulator' | '1Money sandbox' | 'Production';

const TONES: Readonly<Record<UpstreamEnvironment, Tone>> = {
  Emulator: 'neutral',
  '1Money sandbox': 'waiting',
  Production: 'attention',
};

/** The upstream environment. Production stands out, because its customers are real. */
export function EnvironmentBadge({ environment }: { readonly environment: UpstreamEnvironment }) {
  return (
    <span className={`badge px-2 tone-${TONES[environment]}`}>
      <span className="sr-only">Environment: </span>
      <span>{environment}</span>
    </span>
  );
}
