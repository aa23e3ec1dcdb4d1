import type { AtOnce } from './warning.ts';

/** Addresses that nobody has: set aside for examples by RFC 2606. */
const example = /(?:^|\.)(?:example(?:\.\w+)?|test|invalid|localhost)$/i;

/** Shapes of keys and tokens, as their makers document them; each is long enough not to be met by chance. */
const tokens = [
  /\bsk-[\w-]{20,}/,
  /\bgh[pousr]_\w{30,}/,
  /\bAKIA[A-Z0-9]{16}\b/,
  /\bAIza[\w-]{35}/,
  /\bxox[abprs]-[\w-]{10,}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  /\b[\w-]{24,28}\.[\w-]{6}\.[\w-]{27,}/, // Discord's
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** By which people, their accounts and their machines can be found, each once, in this order. */
export function personalIn(text: string): AtOnce[] {
  const found: [AtOnce, boolean][] = [
    ['email', hasEmail(text)],
    ['iban', hasIban(text)],
    ['card', hasCard(text)],
    ['phone', hasPhone(text)],
    ['address', hasAddress(text)],
    ['token', tokens.some((shape) => shape.test(text))],
  ];
  return found.filter(([, is]) => is).map(([warning]) => warning);
}

function hasEmail(text: string): boolean {
  const hosts = [...text.matchAll(/[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{2,63}){1,8})/g)];
  return hosts.some(([, host = '']) => !example.test(host));
}

/** ISO 13616: the digits of the rearranged number, letters as 10 to 35, leave 1 when divided by 97. */
function hasIban(text: string): boolean {
  const runs = text.toUpperCase().match(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}/g) ?? [];
  return runs.some((run) => {
    const parts = run.split(' ');
    // a word that follows may look like its end
    return parts.some((_, index) => isIban(parts.slice(0, parts.length - index).join('')));
  });
}

function isIban(number: string): boolean {
  if (number.length < 15 || number.length > 34) return false;
  const digits = [...number.slice(4), ...number.slice(0, 4)]
    .map((sign) => Number.parseInt(sign, 36))
    .join('');
  return BigInt(digits) % 97n === 1n;
}

/** Luhn's check: ISO/IEC 7812-1. Cards begin with 2 to 6. */
function hasCard(text: string): boolean {
  const runs = text.match(/(?<![\d.])[2-6]\d{3}(?:[ -]?\d{2,6}){2,4}(?![\d.])/g) ?? [];
  return runs.some((run) => {
    const digits = run.replaceAll(/\D/g, '');
    return digits.length >= 13 && digits.length <= 19 && passesLuhn(digits);
  });
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Numbers with the way from abroad before them (E.164 has 8 to 15 digits), and the form of North America. */
function hasPhone(text: string): boolean {
  const abroad = text.match(/(?<![\w+])(?<!\d[ -])(?:\+|00)\d[\d ()./-]{6,22}\d/g) ?? [];
  const isLong = (run: string) => {
    const digits = run.replaceAll(/\D/g, '').replace(/^00/, '');
    return digits.length >= 8 && digits.length <= 15;
  };
  return abroad.some(isLong) || /(?<!\d)(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?!\d)/.test(text);
}

/** Ranges of IPv4 that lead to nobody: RFC 1918, 5737, 6890, and what everybody knows. */
const harmless =
  /^(?:0|10|127|255|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|192\.0\.2|198\.51\.100|203\.0\.113|8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.2\.3\.4)\b/;

function hasAddress(text: string): boolean {
  if (/\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/i.test(text)) return true;
  const v6 = text.match(/(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}(?![\w:])/gi) ?? [];
  const v4 = text.match(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g) ?? [];
  const isReal = (address: string) => address.split('.').every((part) => Number(part) <= 255);
  return v6.length > 0 || v4.some((address) => isReal(address) && !harmless.test(address));
}
