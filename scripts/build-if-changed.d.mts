export const nextCli: string;
export function hasBuild(): boolean;
export function buildIfChanged(options?: {
  say?: (line: string) => void;
  force?: boolean;
}): Promise<{ ok: boolean; output: string }>;
