/** The result of trying the credentials at upstream. */
export interface UpstreamProbe {
  /** Null when it worked, else the kind of error. */
  readonly problem: string | null;
  readonly httpStatus: number | null;
  readonly requestId: string | null;
  readonly durationMs: number;
}

export interface UpstreamCheck {
  readonly at: string;
  /** Name of who asked. */
  readonly by: string;
  readonly echo: UpstreamProbe;
  readonly list: UpstreamProbe;
}
