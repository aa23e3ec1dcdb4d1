import type { APIEmbed } from 'discord-api-types/v10';
import { type Problem, problem, required } from './problem.ts';

const mostCharacters = 6000;

/** The embed as Discord keeps it: text without white space around it. */
export function trimEmbed(embed: APIEmbed): APIEmbed {
  const trimmed: APIEmbed = { ...embed };
  if (typeof embed.title === 'string') trimmed.title = embed.title.trim();
  if (typeof embed.description === 'string') trimmed.description = embed.description.trim();
  if (typeof embed.footer?.text === 'string')
    trimmed.footer = { ...embed.footer, text: embed.footer.text.trim() };
  if (typeof embed.author?.name === 'string')
    trimmed.author = { ...embed.author, name: embed.author.name.trim() };
  if (Array.isArray(embed.fields)) {
    trimmed.fields = embed.fields.map((field) => ({
      ...field,
      ...(typeof field?.name === 'string' ? { name: field.name.trim() } : {}),
      ...(typeof field?.value === 'string' ? { value: field.value.trim() } : {}),
    }));
  }
  return trimmed;
}

/** Every text of the embeds that counts towards the 6,000 characters. */
export function embedTexts(embeds: APIEmbed[]): string[] {
  return embeds.flatMap((embed) => [
    embed.title ?? '',
    embed.description ?? '',
    embed.footer?.text ?? '',
    embed.author?.name ?? '',
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ]);
}

/** What is wrong with trimmed embeds that Discord's schema accepts. */
export function embedProblems(embeds: APIEmbed[]): Problem[] {
  const total = embedTexts(embeds).reduce((sum, text) => sum + text.length, 0);
  return [
    ...embeds.flatMap((embed, index) => oneEmbed(embed, ['embeds', index])),
    ...(total > mostCharacters
      ? [
          problem(
            ['embeds'],
            'MAX_EMBED_SIZE_EXCEEDED',
            `Embed size exceeds maximum size of ${mostCharacters}`,
          ),
        ]
      : []),
  ];
}

function oneEmbed(embed: APIEmbed, path: Problem['path']): Problem[] {
  const { title, description, footer, author, fields = [], image, thumbnail } = embed;
  const empty = !title && !description && !footer && !author && fields.length === 0 && !image && !thumbnail;
  const urls = [
    ['image', image?.url],
    ['thumbnail', thumbnail?.url],
  ] as const;
  return [
    ...(empty ? [required([...path, 'description'])] : []),
    ...(footer && !footer.text ? [required([...path, 'footer', 'text'])] : []),
    ...(author && !author.name ? [required([...path, 'author', 'name'])] : []),
    ...fields.flatMap((field, index) => [
      ...(field.name ? [] : [required([...path, 'fields', index, 'name'])]),
      ...(field.value ? [] : [required([...path, 'fields', index, 'value'])]),
    ]),
    ...urls.flatMap(([key, url]) => scheme([...path, key, 'url'], url)),
    ...scheme([...path, 'url'], embed.url),
  ];
}

function scheme(path: Problem['path'], url: string | undefined): Problem[] {
  if (!url || /^(https?|attachment):\/\//.test(url)) return [];
  return [problem(path, 'URL_TYPE_INVALID_SCHEME', 'Scheme must be one of ("http", "https", "attachment").')];
}
