/** Colours beside the texts, 0xRRGGBB; never the only thing that tells them apart. */
export const colours = {
  prompter: 0x5865f2,
  assistant: 0x3ba55d,
  candidate: 0xfaa61a,
  own: 0xeb459e,
  neutral: 0x99aab5,
  problem: 0xed4245,
} as const;
