/**
 * What Open Assistant had gathered by April 12, 2023: https://huggingface.co/datasets/OpenAssistant/oasst1 (its dataset
 * card) and https://arxiv.org/abs/2304.07327. `prompts` is the number of trees, each of which begins with one; `labelSets`
 * are the "quality ratings", taken to be one each for everybody who labeled a message, which is an assumption.
 */
export const volume = {
  people: 13_500,
  messages: 161_443,
  prompts: 66_497,
  labelSets: 461_292,
  /** Trees that were ready for export. */
  ready: 10_364,
};

/** Messages of each language, by the same card; they add up to 160,519, so they are taken as shares. */
export const messagesByLanguage: Readonly<Record<string, number>> = {
  en: 71_956,
  es: 43_061,
  ru: 9_089,
  de: 5_279,
  zh: 4_962,
  fr: 4_251,
  th: 3_042,
  pt: 2_969,
  ca: 2_260,
  ko: 1_553,
  uk: 1_352,
  it: 1_320,
  ja: 1_018,
  vi: 952,
  eu: 947,
  pl: 886,
  hu: 811,
  ar: 666,
  nl: 628,
  sv: 512,
  tr: 454,
  fi: 386,
  cs: 372,
  da: 358,
  gl: 339,
  he: 255,
  ro: 200,
  nb: 133,
  id: 115,
  bg: 95,
  bn: 82,
  fa: 72,
  el: 66,
  eo: 59,
  sk: 19,
};
