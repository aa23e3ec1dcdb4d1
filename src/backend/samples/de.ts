import type { SampleStory, SampleTree } from './sample.ts';

/** German trees. */
export const deTrees: readonly SampleTree[] = [
  {
    name: 'seit-seid',
    lang: 'de',
    state: 'initial_prompt_review',
    prompt: {
      text: 'Ich verwechsle immer „seit“ und „seid“. Gibt es eine Eselsbrücke, die man sich wirklich merken kann?',
      review: 'waiting',
    },
  },
  {
    name: 'kuendigung-fitness',
    lang: 'de',
    state: 'initial_prompt_review',
    prompt: {
      text: 'Schreib mir bitte eine kurze, höfliche Kündigung für meinen Vertrag im Fitnessstudio zum nächstmöglichen Termin. Ich hätte gern eine schriftliche Bestätigung.',
      review: 'waiting',
    },
  },
  {
    name: 'regenbogen',
    lang: 'de',
    state: 'prompt_lottery_waiting',
    prompt: { text: 'Warum sieht man einen Regenbogen immer nur, wenn man die Sonne im Rücken hat?' },
  },
  {
    name: 'brutto-netto',
    lang: 'de',
    state: 'growing',
    prompt: {
      text: 'Auf einer Rechnung stehen 119 Euro inklusive 19 % Mehrwertsteuer. Wie rechne ich heraus, wie hoch die Steuer ist? Ich hätte jetzt einfach 19 % von 119 genommen.',
      replies: [
        {
          text: `Das wäre zu viel: Die 19 % beziehen sich auf den **Nettobetrag**, nicht auf die 119 Euro.

- netto: 119 ÷ 1,19 = **100,00 Euro**
- Steuer: 119 − 100 = **19,00 Euro**

Die 119 Euro sind also 119 % des Nettobetrags. 19 % von 119 wären 22,61 Euro.`,
        },
        {
          text: 'Durch 1,19 teilen, dann hast du den Nettobetrag. Die Differenz ist die Steuer.',
          replies: [{ text: 'Und beim ermäßigten Satz von 7 %?', review: 'waiting' }],
        },
        {
          text: 'Du nimmst 119 mal 0,19, das sind 22,61 Euro Steuer.',
          review: 'waiting',
        },
      ],
    },
  },
  {
    name: 'zugreise',
    lang: 'de',
    state: 'growing',
    prompt: {
      text: 'Meine Tochter (6) und ich fahren acht Stunden Zug. Was können wir unterwegs spielen, ohne dass es die anderen stört und ohne Bildschirm?',
      replies: [
        {
          text: `Leise Spiele, für die man fast nichts braucht:

- **Ich packe meinen Koffer**: Jeder wiederholt alles und legt etwas dazu.
- **Geschichte zu zweit**: abwechselnd ein Satz, flüsternd erzählt.
- **Fensterbingo**: vorher zwölf Dinge aufmalen (Kirchturm, Kuh, gelbes Auto …) und unterwegs ankreuzen.
- **Käsekästchen** oder Stadt-Land-Fluss mit Bildern statt Wörtern.

Ein neues kleines Rätselheft, das erst nach der Hälfte der Fahrt auftaucht, wirkt Wunder.`,
        },
      ],
    },
  },
  {
    name: 'brot-kruste',
    lang: 'de',
    state: 'ranking',
    prompt: {
      text: 'Mein selbst gebackenes Brot wird innen gut, aber die Kruste bleibt weich und blass. Was kann ich anders machen?',
      replies: [
        {
          text: `Drei Dinge helfen am meisten:

1. **Hitze**: den Ofen mit Blech oder Topf mindestens 30 Minuten auf 250 °C vorheizen.
2. **Dampf am Anfang**: im geschlossenen gusseisernen Topf backen oder eine Schale mit heißem Wasser dazustellen. Nach 15 bis 20 Minuten Deckel oder Schale weg.
3. **Länger backen**: ohne Dampf bei 220 °C, bis die Kruste kräftig braun ist.

Danach auf einem Gitter auskühlen lassen, sonst wird sie von unten wieder weich.`,
          replies: [
            {
              text: 'Ich habe keinen gusseisernen Topf. Wie mache ich den Dampf am besten und ohne mich zu verbrühen?',
            },
            { text: 'Gilt das auch für Brötchen?' },
          ],
        },
        {
          text: 'Den Ofen heißer machen und eine Schale Wasser hineinstellen. Das Brot danach auf einem Rost abkühlen lassen.',
        },
        { text: 'Kauf dir lieber Brot beim Bäcker, das lohnt sich nicht selbst.' },
      ],
    },
  },
];

/** German stories. */
export const deStories: readonly SampleStory[] = [
  {
    name: 'schluessel',
    lang: 'de',
    text: `Als Frau Albrecht aus dem dritten Stock zum vierten Mal in einem Monat ihren Schlüssel vergaß, klingelte sie nicht mehr beim Schlüsseldienst, sondern bei dem Studenten im Erdgeschoss. Er hatte ihr einmal die Einkäufe hinaufgetragen und sah ehrlich aus.

Sie gab ihm einen Zweitschlüssel zur Verwahrung. Eine Woche später bat der Mann aus dem zweiten Stock um dasselbe, dann die Familie von gegenüber. Nach einem halben Jahr hing im Erdgeschoss ein Brett mit elf Haken.

Der Student las abends an seinem Fenster, und wer heimkam, klopfte kurz, auch wenn er seinen Schlüssel dabeihatte. So erfuhr er, wer Hilfe brauchte, und erzählte es denen, die helfen konnten. Als er nach drei Jahren auszog, fragten alle zuerst nicht, wer die Wohnung bekommt, sondern wer das Brett nimmt.`,
    summaries: [
      'Ein Student im Erdgeschoss verwahrt erst für eine vergessliche Nachbarin, dann fürs ganze Haus die Zweitschlüssel. Weil alle bei ihm klopfen, wird er zum Mittelpunkt der Hausgemeinschaft, und bei seinem Auszug fehlt vor allem das Schlüsselbrett.',
      'Eine Frau vergisst oft ihren Schlüssel und ein Student hilft ihr.',
    ],
  },
  {
    name: 'kompass',
    lang: 'de',
    text: `Ein Kompass zeigt nicht genau nach Norden. Seine Nadel richtet sich nach dem Magnetfeld der Erde aus, und dessen Pol liegt nicht dort, wo die Erdachse durch die Oberfläche tritt. Der Unterschied heißt Missweisung. Wie groß er ist, hängt davon ab, wo man steht, und er ändert sich mit den Jahren, weil der magnetische Pol wandert.

Auf Wanderkarten steht die Missweisung am Rand, zusammen mit dem Jahr, für das sie gilt. Wer nur wenige Kilometer geht und Wege vor sich hat, kann sie oft vernachlässigen: Ein Grad macht auf einem Kilometer etwa 17 Meter aus. Auf See oder in weglosem Gelände summiert sich das.

Auch in der Nähe stört manches die Nadel: ein Messer, ein Telefon, eine Stromleitung. Darum hält man den Kompass beim Ablesen waagerecht und ein Stück vom Körper weg.`,
    summaries: [
      'Kompassnadeln folgen dem Magnetfeld und weichen daher vom geografischen Norden ab. Diese Missweisung hängt von Ort und Jahr ab und steht auf Wanderkarten; auf kurzen Wegen ist sie oft egal, auf See nicht. Auch Metall und Strom in der Nähe lenken die Nadel ab.',
      'Ein Kompass zeigt immer genau nach Norden, außer wenn ein Telefon daneben liegt.',
    ],
  },
];
