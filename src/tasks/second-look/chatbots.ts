/** What chatbots say of themselves, in the languages of the bot. Nobody who writes their own words says it by chance. */
const phrases: readonly RegExp[] = [
  /\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b/,
  /\bas of my (?:last|knowledge) (?:update|cutoff|cut-off)\b/,
  /\bi(?:'|’)?m (?:just |only )?an? (?:ai|language model)\b/,
  /\bi(?:'|’)?m sorry,? but i (?:can(?:'|’)?t|cannot) (?:assist|help) with\b/,
  /\bals (?:eine? )?(?:ki|künstliche intelligenz|ki-(?:sprach)?modell|sprachmodell)\b/,
  /\bcomo (?:un |una )?(?:modelo de lenguaje|ia\b|inteligencia artificial)/,
  /\ben tant (?:que|qu['’])\s?(?:une? )?(?:ia\b|modèle de langage|intelligence artificielle)/,
  /\bcomo (?:um |uma )?(?:modelo de linguagem|inteligência artificial)/,
  /как (?:ии|языковая модель|искусственный интеллект)(?![а-яё])/,
  /(?:ai|人工知能|言語モデル)(?:アシスタント|言語モデル|モデル)?として/,
  /作为(?:一个|一名|一款)?(?:ai|人工智能|大?语言模型)/,
];

/** Whether a text has a chatbot speaking of itself. */
export function soundsLikeChatbot(text: string): boolean {
  const folded = text.normalize('NFKC').toLowerCase();
  return phrases.some((phrase) => phrase.test(folded));
}
