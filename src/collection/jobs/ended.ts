/** A job is to end before its time: its owner stopped it, another process has it, or this process ends. */
export class Ended extends Error {
  override name = 'Ended';
  readonly why: 'stopped' | 'lost' | 'closing';

  constructor(why: Ended['why']) {
    super(`The job ends before its time (${why})`);
    this.why = why;
  }
}

/** Why a job is to end; undefined when it is not. */
export function whyEnded({ reason }: AbortSignal): Ended['why'] | undefined {
  return reason instanceof Ended ? reason.why : undefined;
}
