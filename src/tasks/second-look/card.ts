/** By what the numbers of cards begin, and how long they are, of the issuers that most people have. ISO/IEC 7812 leaves it to them. */
const issuers: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/, // Visa
  /^(?=\d{16}$)(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^3(?:0[0-5]|[68]\d)\d{11}$/, // Diners Club
  /^35(?:2[89]|[3-8]\d)\d{12}$/, // JCB
  /^(?:6011|64[4-9]\d|65\d\d)\d{12}$/, // Discover
  /^62\d{14,17}$/, // UnionPay
  /^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])\d{9,15}$/, // Maestro
];
/** Nineteen digits in fours. */
const LONGEST = 23;
/** As cards have them: in fours with a rest, or as American Express and Diners Club do. */
const grouped = /^(?:\d{4}([ -])(?:\d{4}\1){2}\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5}|\d{13,19})$/;

/** Whether the number of a card is in a text, with digits that pass Luhn's check: ISO/IEC 7812-1. Other numbers may follow it. */
export function hasCard(text: string): boolean {
  const runs = text.match(/(?<![\d.,])[2-6]\d{3}(?:[ -]?\d)*(?:[.,]\d+)*/g) ?? [];
  return runs.some((run) => {
    const ends = [...run.slice(0, LONGEST + 1).matchAll(/(?=[ -]|$)/g)].map(({ index }) => index);
    return ends.some(
      (end) => grouped.test(run.slice(0, end)) && isCard(run.slice(0, end).replaceAll(/\D/g, '')),
    );
  });
}

function isCard(digits: string): boolean {
  return issuers.some((one) => one.test(digits)) && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
