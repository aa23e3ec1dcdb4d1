import { hasCard } from './card.ts';
import { hasIban } from './iban.ts';
import type { AtOnce } from './warning.ts';

/** Addresses that nobody has: set aside for examples by RFC 2606. */
const example = /(?:^|\.)(?:example(?:\.\w+)?|test|invalid|localhost)$/i;

/** Shapes of keys and tokens, as their makers document them; each is long enough not to be met by chance. */
const tokens = [
  /\bsk-[\w-]{20,}/g,
  /\bgh[pousr]_\w{30,}/g,
  /\bAKIA[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bxox[abprs]-[\w-]{10,}/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g,
  /\b[\w-]{24,28}\.[\w-]{6}\.[\w-]{27,}/g, // Discord's
];
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** By which people, their accounts and their machines can be found, each once, in this order. */
export function personalIn(text: string): AtOnce[] {
  const found: [AtOnce, boolean][] = [
    ['email', hasEmail(text)],
    ['iban', hasIban(text)],
    ['card', hasCard(text)],
    ['phone', hasPhone(text)],
    ['address', hasAddress(text)],
    ['token', hasToken(text)],
  ];
  return found.filter(([, is]) => is).map(([warning]) => warning);
}

/** A token is made by chance, and so has digits and letters; words that are joined by dashes have none. */
function hasToken(text: string): boolean {
  const found = tokens.flatMap((shape) => text.match(shape) ?? []);
  return PRIVATE_KEY.test(text) || found.some((one) => /\d/.test(one) && /[A-Za-z]{2}/.test(one));
}

/** The last part of a host has letters: what has digits is the version of a package. `git@` leads to a machine, for everybody. */
function hasEmail(text: string): boolean {
  const shape =
    /([\p{L}\p{N}_.+-]{1,64})@((?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:\p{L}{2,24}|xn--[a-z\d-]{2,59}))(?![\p{L}\p{N}])/giu;
  return [...text.matchAll(shape)].some(
    ([, who = '', host = '']) => who.toLowerCase() !== 'git' && !example.test(host),
  );
}

/**
 * Numbers with the way from abroad before them (E.164: 8 to 15 digits, the first of which is no 0), and the form of North America
 * without its numbers for films (555 01xx) and what everybody counts out.
 */
function hasPhone(text: string): boolean {
  const abroad = text.match(/(?<![\w+.,])(?<!\d[ -])(?:\+|00)[1-9][\d ()./-]{6,22}\d(?!\d)/g) ?? [];
  const isNumber = (run: string) => {
    const digits = run.replaceAll(/\D/g, '').replace(/^00/, '');
    const isBinary = /^[01]+$/.test(digits);
    return digits.length >= 8 && digits.length <= 15 && !isBinary && !INVENTED.test(digits);
  };
  const american = text.match(/(?<![\d.-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?!\.?\d)/g) ?? [];
  return abroad.some(isNumber) || american.some((run) => !INVENTED.test(run.replaceAll(/\D/g, '')));
}

const INVENTED = /^1?(?:\d{3}55501\d\d|5555555555|1234567890|0123456789)$/;

/** Ranges of IPv4 that lead to nobody: RFC 1918, 5737, 6890, and what everybody knows. */
const harmless =
  /^(?:0|10|127|255|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|192\.0\.2|198\.51\.100|203\.0\.113|8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.2\.3\.4)\b/;

function hasAddress(text: string): boolean {
  if (/\b[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}\b/i.test(text)) return true;
  const v6 = text.match(/(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}(?![\w:])/gi) ?? [];
  const v4 = text.match(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)/g) ?? [];
  const isReal = (address: string) => address.split('.').every((part) => Number(part) <= 255);
  return (
    v6.length > 0 ||
    v4.some((address) => isReal(address) && !harmless.test(address) && !SECTION.test(address))
  );
}

/** Versions and chapters are counted like this; hardly a machine is. */
const SECTION = /^\d(?:\.\d){3}$/;
