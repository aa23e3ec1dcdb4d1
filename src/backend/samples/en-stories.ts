import type { SampleStory } from './sample.ts';

/** English stories with summaries, better and worse ones. */
export const enStories: readonly SampleStory[] = [
  {
    name: 'ferry',
    lang: 'en',
    text: `The last ferry to the island left at nine, and Mara reached the pier at four minutes past. Its lights were already halfway across the bay. She put down the cello case, sat on it and laughed, because there was nothing else to do.

An old man was coiling ropes nearby. He asked where she had to be, and she said at a wedding, at ten the next morning, playing. He looked at the case for a while. Then he said that his brother fished for mackerel and went out at four, and that the island was not far out of his way if somebody made it worth his while.

She had eleven euros and half a cake. The brother did not want the money. Shortly after five she stood on the harbour wall of the island, smelling of fish, and when the boat turned away she unpacked the cello and played until it was out of sight. The whole village was awake by then. At the wedding nobody complained that she arrived tired; they only asked her to play the piece from the harbour again.`,
    summaries: [
      'Mara, a cellist, misses the last ferry to the island where she is to play at a wedding. A fisherman takes her across before dawn and refuses her money; she thanks him by playing on the harbour wall, and at the wedding people ask for that piece again.',
      'A woman misses a ferry and gets a ride on a fishing boat.',
    ],
  },
  {
    name: 'repair-cafe',
    lang: 'en',
    text: `When the library in Oakfield announced that its reading room would close on Saturdays, Deniz, who had repaired radios before he retired, made the librarian an offer. If he could have the room for three hours, he would keep it open himself, and he would mend whatever people brought.

On the first Saturday two people came: one with a toaster, the other with a question about the bus. By the end of the winter there were nine volunteers and a queue at the door. A girl of twelve turned out to have the steadiest hands for soldering. A tailor set up a sewing machine between the atlases. About two thirds of what was brought in went home working; the rest was taken apart, so that at least everybody knew why.

In spring the town counted the visitors. The reading room had had more people in it on Saturdays than on any other day of the week, and it turned out that while they waited, they read. The closing was cancelled. Deniz asked only for a second table.`,
    summaries: [
      'To keep a library open on Saturdays, a retired radio repairer starts a repair café in its reading room. It draws volunteers and so many visitors, who read while they wait, that the town cancels the closing.',
      'A retired man opens a shop for radios in a library. The library has to close in the end, but people are happy with their toasters.',
    ],
  },
  {
    name: 'night-bus',
    lang: 'en',
    text: `For six years the driver of the night bus wished every passenger a good evening, and for six years the man in the grey coat got on at the hospital stop without a word. He showed his pass, sat in the third row and looked out of the window.

In the seventh year the driver had a cold and no voice. At the hospital stop she only nodded. The man in the grey coat walked past, stopped, and came back. "Are you all right?" he asked. She pointed at her throat. He thought about it, took a bag of cough drops out of his pocket and laid it beside the ticket machine.

The next evening her voice was back. "Good evening," she said. The man in the grey coat looked up. "Good evening," he said. "I was a little worried." Then he sat down in the third row. After that they always spoke: never more than two sentences, and never fewer.`,
    summaries: [
      'A silent regular never answers a night-bus driver’s greeting until, one evening, she loses her voice. He notices, gives her cough drops, and from then on the two exchange a few words every night.',
      'A bus driver has a cold and a passenger gives her something for it.',
    ],
  },
  {
    name: 'bees',
    lang: 'en',
    text: `A honeybee that has found a good patch of flowers tells the others by dancing. If the flowers are close to the hive, she runs in small circles. If they are farther away, she runs straight ahead while wagging her body, turns back in a half circle, and does it again, the next time turning to the other side.

The straight part is the message. How long it lasts says how far the flowers are. Its direction says where: as it is dark in the hive and the comb hangs upright, straight up stands for the direction of the sun, and the angle to the vertical is the angle at which to fly off from the sun. A bee that dances for a long time even corrects the angle, because the sun moves on meanwhile.

Karl von Frisch, who worked out this language, shared a Nobel Prize for it in 1973. At first many had not believed that an insect could describe a place it is not at.`,
    summaries: [
      'Honeybees describe the way to flowers by dancing. In the waggle dance, the length of the straight run gives the distance and its angle to the vertical gives the direction relative to the sun. Karl von Frisch shared the 1973 Nobel Prize for finding this out.',
      'Bees dance in circles when they are happy. Karl von Frisch saw this in 1973.',
    ],
  },
];
