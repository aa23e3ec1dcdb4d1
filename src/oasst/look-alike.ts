/**
 * Greek and Cyrillic small letters that look like a Latin one, as their capitals or themselves do (Unicode Technical
 * Standard #39, "confusables.txt": those that one Latin letter stands for).
 */
const twins: Readonly<Record<string, string>> = {
  ...{ α: 'a', β: 'b', ε: 'e', ζ: 'z', η: 'h', ι: 'i', κ: 'k', μ: 'm', ν: 'n', ο: 'o', ρ: 'p', τ: 't' },
  ...{ υ: 'y', χ: 'x', а: 'a', в: 'b', г: 'r', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c' },
  ...{ т: 't', у: 'y', х: 'x', ѕ: 's', і: 'i', ј: 'j', ӏ: 'l', һ: 'h', ԁ: 'd', ԛ: 'q', ԝ: 'w' },
};

const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]+/gu;

/**
 * By what two names are the same to a reader: case, compatibility forms (NFKC), runs of blanks, what is not seen at all, and
 * Greek and Cyrillic letters that look Latin make no difference.
 */
export function lookAlikeKey(name: string): string {
  const plain = name.normalize('NFKC').replaceAll(unseen, '').toLowerCase();
  const folded = Array.from(plain, (letter) => twins[letter] ?? letter).join('');
  return folded.replaceAll(/\s+/g, ' ').trim();
}
