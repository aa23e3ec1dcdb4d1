import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { textsOf } from '../text/budget.ts';
import { countProblems, textProblems } from './fits-text.ts';
import { embedLimits as limits } from './limits.ts';

/** What is wrong with one embed, apart from the limits of all embeds together. */
export function* embedProblems(place: string, embed: APIEmbed): Generator<string> {
  const { title, description, author, footer, fields = [], url, image, thumbnail } = embed;
  yield* textProblems(`${place}.title`, title, { min: 1, max: limits.title });
  yield* textProblems(`${place}.description`, description, { min: 1, max: limits.description });
  yield* textProblems(`${place}.author.name`, author?.name, { min: 1, max: limits.author });
  yield* textProblems(`${place}.footer.text`, footer?.text, { min: 1, max: limits.footer });
  yield* countProblems(`${place}.fields`, fields.length, { max: limits.fields });
  for (const [index, field] of fields.entries()) yield* fieldProblems(`${place}.fields[${index}]`, field);
  for (const link of [url, author?.url, author?.icon_url, footer?.icon_url, image?.url, thumbnail?.url]) {
    yield* textProblems(`${place} url`, link, { min: 1, max: limits.url });
  }
  if (textsOf(embed).length === 0 && image === undefined && thumbnail === undefined) yield `${place}: empty`;
}

function* fieldProblems(place: string, { name, value }: APIEmbedField): Generator<string> {
  yield* textProblems(`${place}.name`, name, { min: 1, max: limits.fieldName });
  yield* textProblems(`${place}.value`, value, { min: 1, max: limits.fieldValue });
}
