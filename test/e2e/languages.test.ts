import { describe, expect, test } from 'vitest';
import { languageFor } from '../../src/locales/languages.ts';
import { botWith } from '../support/bot.ts';
import { samples } from '../support/tasks.ts';

/** What somebody reads on the way of one answer, in words of their own; written here by hand, not looked up. */
const ways = {
  de: {
    command: ['Hol dir eine Aufgabe, die nur du siehst', 'Prompt schreiben'],
    consent: ['Bevor du anfängst', 'Ich stimme zu', 'Nein, danke'],
    card: ['Schreib eine Anfrage', 'Deutsch', 'Antworten', 'Überspringen', 'Melden', 'Hinweise'],
    form: ['Prompt schreiben', 'Dein Text'],
    review: ['Noch nicht abgeschickt', 'Abschicken', 'Bearbeiten', 'Überspringen'],
    sent: ['Gespeichert', 'Nächste Aufgabe', 'Aufhören'],
  },
  'es-ES': {
    command: ['Recibe una tarea que solo tú puedes ver', 'Escribir un prompt'],
    consent: ['Antes de empezar', 'Acepto', 'No, gracias'],
    card: ['Escribe una petición', 'español', 'Responder', 'Omitir', 'Denunciar', 'Pautas'],
    form: ['Escribir un prompt', 'Tu texto'],
    review: ['Aún sin enviar', 'Enviar', 'Editar', 'Omitir'],
    sent: ['Guardado', 'Siguiente tarea', 'Terminar'],
  },
  fr: {
    command: ['Obtiens une tâche visible uniquement par toi', 'Écrire un prompt'],
    consent: ['Avant de commencer', 'J’accepte', 'Non merci'],
    card: ['Écris une demande', 'français', 'Répondre', 'Passer', 'Signaler', 'Consignes'],
    form: ['Écrire un prompt', 'Ton texte'],
    review: ['Pas encore envoyé', 'Envoyer', 'Modifier', 'Passer'],
    sent: ['Enregistré', 'Tâche suivante', 'Arrêter'],
  },
  'pt-BR': {
    command: ['Receba uma tarefa que só você vê', 'Escrever um prompt'],
    consent: ['Antes de começar', 'Concordo', 'Não, agradeço'],
    card: ['Escreva um pedido', 'português (Brasil)', 'Responder', 'Pular', 'Denunciar', 'Diretrizes'],
    form: ['Escrever um prompt', 'Seu texto'],
    review: ['Ainda não enviado', 'Enviar', 'Editar', 'Pular'],
    sent: ['Salvo', 'Próxima tarefa', 'Parar'],
  },
  ru: {
    command: ['Получить задание, которое видите только вы', 'Написать промпт'],
    consent: ['Прежде чем начать', 'Даю согласие', 'Нет, спасибо'],
    card: ['Напишите запрос', 'русский', 'Ответить', 'Пропустить', 'Жалоба', 'Правила'],
    form: ['Написать промпт', 'Ваш текст'],
    review: ['Ещё не отправлено', 'Отправить', 'Изменить', 'Пропустить'],
    sent: ['Сохранено', 'Следующее задание', 'Закончить'],
  },
  ja: {
    command: ['あなただけに見えるタスクを受け取る', 'プロンプトを書く'],
    consent: ['始める前に', '同意する', '同意しない'],
    card: ['誰かが実際に', '日本語', '回答する', 'スキップ', '報告する', 'ガイドライン'],
    form: ['プロンプトを書く', 'あなたの文章'],
    review: ['未送信', '送信する', '編集する', 'スキップ'],
    sent: ['保存しました', '次のタスク', '終わる'],
  },
  'zh-CN': {
    command: ['领取一个只有你能看到的任务', '写提示词'],
    consent: ['开始之前', '我同意', '不同意'],
    card: ['请写一个', '中文', '回答', '跳过', '举报', '指南'],
    form: ['写提示词', '你的文字'],
    review: ['尚未发送', '发送', '编辑', '跳过'],
    sent: ['已保存', '下一个任务', '结束'],
  },
} as const;

const people = [...Object.entries(ways), ['es-419', ways['es-ES']] as const];

describe.each(people)('somebody whose Discord is in %s', (locale, { consent, card, form, review, sent }) => {
  test('reads their own language from consent to thanks', async () => {
    const { sandbox, backend } = await botWith([samples.initial_prompt]);
    const ada = sandbox.person('Ada', { locale });

    await ada.command('task');
    expect(ada.text()).toContain(consent[0]);
    expect(ada.buttons()).toEqual(consent.slice(1));

    await ada.click(consent[1]);
    await ada.click(ada.buttons()[1] ?? ''); // leaves out the examples
    expect(ada.text()).toContain(card[0]);
    expect(ada.text()).toContain(card[1]);
    expect(ada.buttons()).toEqual(card.slice(2));

    await ada.click(card[2]);
    expect([ada.modal?.data.title, ...ada.fields.map(({ label }) => label)]).toEqual([...form]);

    await ada.submit({ [form[1]]: '¿Warum ist der Himmel bleu?' });
    expect(ada.text()).toContain(review[0]);
    expect(ada.buttons()).toEqual(review.slice(1));

    await ada.click(review[1]);
    expect(ada.text()).toContain(sent[0]);
    expect(ada.buttons()).toEqual(sent.slice(1));
    expect(ada.notices).toEqual([]);
    expect(backend.asked('interaction')[0]?.body).toMatchObject({
      text: '¿Warum ist der Himmel bleu?',
      lang: languageFor(locale),
    });
  });
});

test('Discord has the commands and their choices in every language', async () => {
  const { sandbox } = await botWith();
  const task = sandbox.person('Ada').view.commands.find(({ name }) => name === 'task');
  const [type] = task?.options ?? [];
  const choices = type && 'choices' in type ? (type.choices ?? []) : [];
  const write = choices.find(({ value }) => value === 'initial_prompt');
  for (const [locale, { command }] of people) {
    const shown = [task?.description_localizations, write?.name_localizations];
    expect(shown.map((texts) => new Map(Object.entries(texts ?? {})).get(locale))).toEqual([...command]);
  }
});
