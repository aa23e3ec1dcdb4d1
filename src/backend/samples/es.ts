import type { SampleStory, SampleTree } from './sample.ts';

/** Spanish trees. */
export const esTrees: readonly SampleTree[] = [
  {
    name: 'por-para',
    lang: 'es',
    state: 'initial_prompt_review',
    prompt: {
      text: 'Estoy aprendiendo español y siempre confundo «por» y «para». ¿Me lo puedes explicar con cinco ejemplos de la vida diaria?',
      review: 'waiting',
    },
  },
  {
    name: 'cumpleanos',
    lang: 'es',
    state: 'initial_prompt_review',
    prompt: {
      text: 'Necesito ideas para el cumpleaños de mi abuela, que cumple 80. Seremos doce personas, en casa, y ella no oye muy bien. ¿Qué podemos organizar?',
      review: 'waiting',
    },
  },
  {
    name: 'eco',
    lang: 'es',
    state: 'prompt_lottery_waiting',
    prompt: { text: '¿Por qué hay eco en una habitación vacía y deja de haberlo cuando pones los muebles?' },
  },
  {
    name: 'tortilla',
    lang: 'es',
    state: 'growing',
    prompt: {
      text: '¿Cómo consigo que la tortilla de patatas no se me rompa al darle la vuelta?',
      replies: [
        {
          text: `Casi siempre se rompe por una de estas tres razones:

1. **Poca mezcla de huevo.** Calcula unos 6 huevos por medio kilo de patatas y deja reposar todo junto diez minutos antes de cuajarlo.
2. **La sartén se pega.** Usa una antiadherente pequeña, con un poco de aceite bien caliente.
3. **Le das la vuelta demasiado pronto.** Espera a que los bordes estén cuajados y la tortilla se mueva entera al sacudir la sartén.

Después, un plato más grande que la sartén, una mano encima y un giro rápido y seguro sobre el fregadero.`,
        },
        {
          text: 'Usa una sartén antiadherente y espera a que los bordes estén hechos antes de girarla con un plato grande.',
          replies: [
            { text: '¿Y con cebolla o sin cebolla? ¿Cambia algo para que no se rompa?', review: 'waiting' },
          ],
        },
        { text: 'Dale la vuelta con la mano, es lo más rápido.', review: 'waiting' },
      ],
    },
  },
  {
    name: 'regla-de-tres',
    lang: 'es',
    state: 'growing',
    prompt: {
      text: 'Si tres pintores pintan una casa en ocho días, ¿cuánto tardarían cuatro? Mi hijo dice que más de diez días y no sé cómo explicarle que no.',
      replies: [
        {
          text: `Tardarían **6 días**, si todos trabajan al mismo ritmo.

Una forma de explicárselo: la casa necesita 3 × 8 = **24 días de trabajo** de un solo pintor. Si repartes esos 24 días entre cuatro, a cada uno le tocan 6.

Él ha multiplicado como si más pintores necesitaran más tiempo. Pregúntale qué pasaría con 24 pintores: ¿tardarían más que uno solo?`,
        },
      ],
    },
  },
  {
    name: 'estudiar',
    lang: 'es',
    state: 'ranking',
    prompt: {
      text: 'Tengo un examen de historia en diez días y cuando releo los apuntes no se me queda nada. ¿Cómo puedo estudiar mejor?',
      replies: [
        {
          text: `Releer da la sensación de saber, pero fija poco. Funciona mejor **intentar recordar**:

- Cierra los apuntes y escribe lo que sabes del tema; luego comprueba qué falta.
- Convierte cada apartado en dos o tres preguntas y respóndelas en voz alta.
- Repite a los **dos, cuatro y siete días**, empezando siempre por lo que fallaste.

Con diez días puedes hacer una primera vuelta en cinco y usar los otros cinco para repasar. Y duerme bien la víspera: también ayuda a recordar.`,
          replies: [
            { text: '¿Me puedes hacer un calendario de los diez días para seis temas?' },
            { text: '¿Y si me pongo nervioso en el examen y me quedo en blanco?' },
          ],
        },
        {
          text: 'Haz resúmenes cortos y un esquema con las fechas, y repásalos un poco cada día en lugar de todo al final.',
        },
        { text: 'Lee los apuntes más veces, diez o quince, hasta que se te queden.' },
      ],
    },
  },
];

/** Spanish stories. */
export const esStories: readonly SampleStory[] = [
  {
    name: 'panadero',
    lang: 'es',
    text: `Cada madrugada, antes de abrir, Tomás dejaba una barra de pan en la ventana de la casa de enfrente. Lo hacía desde que la vecina, doña Elvira, se había roto la cadera y no podía bajar.

Un día encontró en la ventana un papel: «Gracias, pero ya camino. El pan de ahora en adelante lo pago». Debajo había unas monedas contadas. Tomás se las devolvió con la barra siguiente. Al otro día las monedas estaban otra vez allí, y así durante semanas, de una ventana a otra, hasta que ninguno de los dos sabía ya de quién eran.

Al final las metieron en un tarro. Cuando el tarro se llenó, compraron con ellas un banco y lo pusieron delante de la panadería. Allí se sientan los dos por la tarde, y cualquiera que pase cansado.`,
    summaries: [
      'Un panadero regala pan a una vecina enferma; cuando ella se cura quiere pagar, y las monedas van y vienen hasta que las juntan en un tarro. Con ellas compran un banco para todos delante de la panadería.',
      'Un panadero vende pan a su vecina y se hace rico.',
    ],
  },
  {
    name: 'faro',
    lang: 'es',
    text: `La luz de un faro no dice solo «aquí hay tierra»: dice también cuál. Cada faro tiene su propio ritmo de destellos, y el ritmo figura en las cartas náuticas. Quien ve desde el mar dos destellos, una pausa larga y otra vez dos destellos, cuenta los segundos, busca en la carta y sabe dónde está.

Para que la luz llegue lejos no hace falta un fuego enorme. A comienzos del siglo XIX el francés Augustin Fresnel diseñó una lente hecha de anillos de vidrio, mucho más ligera que una lente maciza del mismo tamaño, que reúne la luz en un haz. Con una lámpara modesta bastaba entonces para que un faro se viera a decenas de kilómetros.

Hoy casi todos los barcos se guían por satélite, pero los faros siguen encendidos: una luz no necesita contraseña ni batería a bordo, y no se equivoca de continente.`,
    summaries: [
      'Cada faro se reconoce por su ritmo de destellos, que figura en las cartas. Gracias a la lente de anillos de Fresnel, una lámpara modesta se ve desde muy lejos. Aunque hoy se navega por satélite, los faros siguen encendidos porque no dependen de nada a bordo.',
      'Los faros tienen una luz que sirve para ver la tierra. Los inventó Fresnel.',
    ],
  },
];
