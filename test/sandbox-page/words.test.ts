import { expect, test } from 'vitest';
import de from '../../sandbox/page/words/de.json' with { type: 'json' };
import en from '../../sandbox/page/words/en.json' with { type: 'json' };
import es from '../../sandbox/page/words/es.json' with { type: 'json' };
import fr from '../../sandbox/page/words/fr.json' with { type: 'json' };
import ja from '../../sandbox/page/words/ja.json' with { type: 'json' };
import pt from '../../sandbox/page/words/pt.json' with { type: 'json' };
import ru from '../../sandbox/page/words/ru.json' with { type: 'json' };
import { say, sayAround } from '../../sandbox/page/words/words.ts';
import zhCN from '../../sandbox/page/words/zh-CN.json' with { type: 'json' };

test.each(Object.entries({ de, es, fr, ja, pt, ru, 'zh-CN': zhCN }))(
  'the page says in %s all that it says in English, with the names where they belong',
  (_, texts) => {
    expect(Object.keys(texts)).toEqual(Object.keys(en));
    const named = (all: Record<string, string>) =>
      Object.keys(all).filter((key) => all[key]?.includes('{name}'));
    expect(named(texts)).toEqual(named(en));
    expect(Object.values(texts).filter((text) => text.split('{name}').length > 2)).toEqual([]);
    const sentences = Object.entries(en).filter(([, text]) => text.split(' ').length > 2);
    expect(sentences.length).toBeGreaterThan(5);
    expect(
      sentences.filter(([key, text]) =>
        Object.entries(texts).some(([one, said]) => one === key && said === text),
      ),
    ).toEqual([]);
  },
);

test('a person is spoken to in the language they read, near it, or in English', () => {
  expect(say('dismiss', 'ja')).toBe('メッセージを消す');
  expect(say('submit', 'es-419')).toBe('Enviar');
  expect(say('submit', 'zh-CN')).toBe('提交');
  expect(say('submit', 'zh-TW')).toBe('Submit');
  expect(say('welcome', 'en-GB', '#tasks')).toBe('Welcome to #tasks!');
});

test('a name stays as it is, whatever is in it', () => {
  expect(say('thinking', 'de', '$& {name}')).toBe('$& {name} denkt nach …');
});

test('a name that is drawn in a way of its own has its words around it, in the order of each language', () => {
  expect(sayAround('used', 'en-US')).toEqual(['used ', '']);
  expect(sayAround('used', 'de')).toEqual(['hat ', ' verwendet']);
  expect(sayAround('used', 'ja')).toEqual(['が', 'を使用しました']);
});
