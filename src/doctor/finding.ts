/** How one thing of an installation is: it works, it may cause trouble, or it does not work. */
export type Finding = {
  name: string;
  is: 'fine' | 'doubtful' | 'broken';
  says: string;
  /** What to do about it. */
  mend?: string;
};

const signs = { fine: '✓', doubtful: '!', broken: '✗' } as const;

/** A finding as a line. */
export function lineOf({ name, is, says, mend }: Finding): string {
  return `${signs[is]} ${name.padEnd(10)} ${says}${mend === undefined ? '' : ` → ${mend}`}`;
}

/** 0 when nothing is broken, else 1. */
export function exitCodeOf(findings: readonly Finding[]): number {
  return findings.some(({ is }) => is === 'broken') ? 1 : 0;
}
