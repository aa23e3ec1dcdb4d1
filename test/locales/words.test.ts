import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { kindOf } from '../../src/tasks/kinds.ts';
import { pagesOf } from '../../src/tasks/labels/pages.ts';
import { taskView } from '../../src/tasks/show/card.ts';
import { consentCard } from '../../src/tasks/show/consent.ts';
import { formView } from '../../src/tasks/show/form.ts';
import { guideView } from '../../src/tasks/show/reading.ts';
import { nothingToDo, termsCard } from '../../src/tasks/show/refusals.ts';
import { reportForm } from '../../src/tasks/show/report-form.ts';
import { reportables } from '../../src/tasks/show/reportables.ts';
import { fits } from '../support/fits.ts';
import { english, sceneOf, taskOf, translator } from '../support/scenes.ts';
import { root, sources } from '../support/sources.ts';
import { labels } from '../support/tasks.ts';

type Tree = { [key: string]: string | Tree };
const Tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), Tree])));

/** Every text of a language by its key. */
function flat(tree: Tree, path: readonly string[] = []): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const here = [...path, key];
    return typeof value === 'string' ? [[here.join('.'), value]] : [...flat(value, here)];
  });
  return new Map(entries);
}

const folder = `${root}src/locales/`;
const files = globSync('*.json', { cwd: folder }).map((file) => ({
  language: file.replace('.json', ''),
  texts: flat(Tree.parse(JSON.parse(readFileSync(folder + file, 'utf8')))),
}));
const en = files.find(({ language }) => language === 'en')?.texts ?? new Map<string, string>();

const plural = /_(zero|one|two|few|many|other)$/;
const baseOf = (key: string) => key.replace(plural, '');
const keysOf = (texts: ReadonlyMap<string, string>) => [...new Set([...texts.keys()].map(baseOf))].toSorted();
const placesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

/** What a translation lacks, has too much, or fills in differently. */
function differences(texts: ReadonlyMap<string, string>): string[] {
  const [ours, theirs] = [keysOf(en), keysOf(texts)];
  const places = [...texts].flatMap(([key, text]) => {
    const original = en.get(key) ?? en.get(`${baseOf(key)}_other`) ?? '';
    const same = placesIn(original).join() === placesIn(text).join();
    return same || (plural.test(key) && placesIn(text).length < placesIn(original).length)
      ? []
      : [`places: ${key}`];
  });
  return [
    ...ours.filter((key) => !theirs.includes(key)).map((key) => `lacks: ${key}`),
    ...theirs.filter((key) => !ours.includes(key)).map((key) => `unknown: ${key}`),
    ...places,
    ...[...texts].filter(([, text]) => text.trim() !== text || text === '').map(([key]) => `blanks: ${key}`),
  ];
}

describe.each(files)('$language', ({ language, texts }) => {
  test('has the same texts and places as English, plural forms aside', () => {
    expect(differences(texts)).toEqual([]);
  });

  test('has the plural forms that the language knows, and no others', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...en.keys()].filter((key) => key.endsWith('_other')).map(baseOf);
    expect(counted.length).toBeGreaterThan(2);
    const needed = counted.flatMap((key) => forms.map((form) => `${key}_${form}`));
    expect([...texts.keys()].filter((key) => plural.test(key)).toSorted()).toEqual(needed.toSorted());
  });

  test.each([
    [/^button\./, 38],
    [
      /^board\.period_|^me\.(edit|withdraw|withdraw_now|keep|send_at_once|review_first)$|^tutorial\.kind_/,
      38,
    ],
    [/^form\.(text|number|flags|either)$|^report\.(which|what|words)$|\.short$|^widget\.\w+\.name$/, 45],
    [/_help$|^widget\.\w+\.help$/, 100],
    [/^report\.title/, 45],
    [/^(type|command)\./, 100],
    [/^form\.(yes|no|low|high|neither|both)$|^widget\.\w+\.(low|high|name|report)$/, 38],
    [/^type\./, 38],
  ])('keeps to the length of what %s is for', (kind, most) => {
    const found = [...texts].filter(([key]) => kind.test(key));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(([, text]) => text.replaceAll(/\{\{\w+\}\}/g, '9999').length > most)).toEqual([]);
  });

  test.each(taskTypes)('shows %s within Discord’s limits', (type) => {
    const words = translator.words(language);
    const names = [...en.keys()].flatMap((key) => /^widget\.(\w+)\.short$/.exec(key)?.[1] ?? []);
    const all = { valid_labels: names, labels: labels(names) };
    const task = taskOf(type, type.startsWith('label') ? all : {});
    const kind = kindOf(type);
    const scene = { ...sceneOf(task, kind.blank), words };
    const pages = 'labels' in task ? pagesOf(task).length : 1;
    const forms = Array.from({ length: pages }, (_, page) => formView(kind, scene, String(page), '1')).filter(
      (form) => form !== undefined,
    );
    const filter = { type, lang: 'pt-BR' };
    const payloads = [
      taskView(kind, scene, words('card.still_open')),
      guideView(task, words),
      reportForm('v1:reported', reportables(task, words), labels(names), words, kind.texts(scene).at(-1)),
      ...[consentCard, nothingToDo, termsCard].map((view) => view(filter, words)),
      ...forms,
    ];
    expect(payloads.flatMap((payload) => fits(payload))).toEqual([]);
  });
});

describe.each(files.filter(({ language }) => language !== 'en'))(
  '$language, beside English,',
  ({ texts }) => {
    const pairs = [...texts].flatMap(([key, text]) => {
      const original = en.get(key) ?? en.get(`${baseOf(key)}_other`);
      return original === undefined ? [] : [{ key, text, original }];
    });

    test('leaves no sentence as it is', () => {
      const sentences = pairs.filter(({ original }) => original.split(' ').length > 3);
      expect(sentences.length).toBeGreaterThan(50);
      expect(sentences.filter(({ text, original }) => text === original)).toEqual([]);
    });

    test('keeps bold, code, points and lines', () => {
      const marks = (text: string) => text.match(/\*\*|`[^`]*`|[•\n]/g)?.toSorted() ?? [];
      const changed = pairs.filter(({ text, original }) => marks(text).join() !== marks(original).join());
      expect(changed).toEqual([]);
    });
  },
);

/** Other words for what has a name already, or other ways to write one. */
const otherWords: Readonly<Record<string, RegExp>> = {
  ja: /順位づけ|順位を付け|ラベルを付け|他の人|分かり|課題|承認/,
  'zh-CN': /合集|收集项目|版主|帐号|任务种类|排名|提示(?!词|$)/,
};

describe.each(files.filter(({ language }) => ['ja', 'zh-CN'].includes(language)))(
  '$language',
  ({ language, texts }) => {
    test('has the full-width signs of its writing beside its letters', () => {
      const letter = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
      const narrow = new RegExp(`${letter}[,;:?!()]|[,;:?!()]${letter}`, 'u');
      expect([...texts].filter(([, text]) => narrow.test(text))).toEqual([]);
    });

    test('has one word for one thing', () => {
      expect([...texts].filter(([, text]) => otherWords[language]?.test(text))).toEqual([]);
    });

    test('has no bold that ends where another begins', () => {
      expect([...texts].filter(([, text]) => text.includes('****'))).toEqual([]);
    });
  },
);

describe('a translation is held to English', () => {
  const broken = (change: (texts: Map<string, string>) => void) => {
    const texts = new Map(en);
    change(texts);
    return differences(texts);
  };
  test.each<[string, (texts: Map<string, string>) => void, string]>([
    ['a text that is missing', (texts) => texts.delete('button.skip'), 'lacks: button.skip'],
    ['a text nobody knows', (texts) => texts.set('button.new', 'x'), 'unknown: button.new'],
    ['a place that is missing', (texts) => texts.set('rate.ask', '{{min}}'), 'places: rate.ask'],
    [
      'a place of another name',
      (texts) => texts.set('form.page', '{{title}} {{page}} {{all}}'),
      'places: form.page',
    ],
    ['an empty text', (texts) => texts.set('button.skip', ''), 'blanks: button.skip'],
  ])('%s is seen', (_, change, found) => expect(broken(change)).toEqual([found]));
});

describe('the sources', () => {
  const code = sources('src', 'commands')
    .map(({ text }) => text)
    .join('\n');
  const quoted = [...code.matchAll(/'([a-z_]+(?:\.[a-z_]+)*)'/g)].map(([, key]) => key ?? '');
  const patterns = [...code.matchAll(/`([a-z_]+\.[^`\s]*\$\{[^`\s]*)`/g)].map(
    ([, template]) => new RegExp(`^${template?.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '\\w+')}$`),
  );
  const sections = new Set([...en.keys()].map((key) => key.split('.')[0]));

  test('use every text there is', () => {
    const used = (key: string) => quoted.includes(key) || patterns.some((pattern) => pattern.test(key));
    expect(keysOf(en).filter((key) => !used(key))).toEqual([]);
  });

  test('ask for no text that is not there', () => {
    const asked = quoted.filter((key) => key.includes('.') && sections.has(key.split('.')[0]));
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !keysOf(en).includes(key))).toEqual([]);
    for (const pattern of patterns.filter((one) => sections.has(one.source.slice(1).split('\\')[0]))) {
      expect(keysOf(en).filter((key) => pattern.test(key))).not.toEqual([]);
    }
  });
});

describe('words', () => {
  test('are filled in as they are, whatever they look like', () => {
    const odd = '{{min}} $t(button.skip) $& $1 <b> & "';
    expect(english('label.missing', { labels: odd })).toBe(`Still needed: ${odd}.`);
  });

  test.each([
    '',
    '.',
    'constructor',
    '__proto__',
    'a.b',
    'x:y',
    'spam.help',
    'toString',
    '{{x}}',
    '$t(type.random)',
  ])('for a label called %j are not found', (name) => {
    for (const part of ['name', 'short', 'help', 'low']) {
      expect(english.find(`widget.${name}.${part}`)).toBeUndefined();
    }
  });

  test('fall back to English in a language we do not have', () => {
    expect(translator.words('xx')('button.skip')).toBe('Skip');
    expect(translator.words('')('button.skip')).toBe('Skip');
  });

  test('in other languages are under names that Discord knows', () => {
    for (const locale of Object.keys(translator.named('button.skip').name_localizations)) {
      expect(locale).toMatch(/^([a-z]{2}|[a-z]{2}-([A-Z]{2}|419))$/);
    }
  });
});
