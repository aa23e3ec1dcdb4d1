/** How long an IBAN is, by its country: the registry of ISO 13616, as SWIFT keeps it. */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'NO15 BE16 DK18 FI18 FO18 FK18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 MN20 XK20 ' +
    'CH21 CR21 HR21 LI21 LV21 BG22 BH22 DE22 GB22 GE22 IE22 ME22 RS22 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 ' +
    'AD24 CZ24 ES24 MD24 PK24 RO24 SA24 SE24 SK24 TN24 VA24 VG24 LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 ' +
    'IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 ' +
    'JO30 KW30 MU30 YE30 MT31 SC32 LC32 RU33'
  )
    .split(' ')
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

/** As many signs as the longest takes with a blank between any two. */
const LONGEST_RUN = 68;

/** Whether there is an account's number in a text, written with or without blanks, of a country that has such numbers. */
export function hasIban(text: string): boolean {
  const all = text.toUpperCase();
  return [...all.matchAll(/\b[A-Z]{2}\d{2}/g)].some(({ 0: beginning, index }) => {
    const length = lengths[beginning.slice(0, 2)];
    const [run = ''] = /^(?: ?[A-Z\d])+/.exec(all.slice(index, index + LONGEST_RUN)) ?? [];
    const number = run.replaceAll(' ', '').slice(0, length);
    return (
      length !== undefined && number.length === length && endsAWord(run, length) && hasRightDigits(number)
    );
  });
}

/** Whether a word ends after so many letters and digits. */
function endsAWord(run: string, length: number): boolean {
  const words = run.split(' ');
  let sum = 0;
  return words.some((word) => {
    sum += word.length;
    return sum === length;
  });
}

/** The digits of the rearranged number, letters as 10 to 35, leave 1 when divided by 97: ISO 13616. */
function hasRightDigits(number: string): boolean {
  const digits = [...number.slice(4), ...number.slice(0, 4)]
    .map((sign) => Number.parseInt(sign, 36))
    .join('');
  return BigInt(digits) % 97n === 1n;
}
