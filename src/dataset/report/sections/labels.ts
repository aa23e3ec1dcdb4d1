import { code, estimate, number, table } from '../markdown.ts';
import { kindNames, paragraphs, type Section } from './section.ts';

export const labels: Section = {
  heading: 'Labels, and how far reviewers agree',
  pictures: { 'labels.png': 'Share of yes or mean of every label', 'agreement.png': 'Agreement by label' },
  text: ({ labels: all }) =>
    all.length === 0
      ? ''
      : paragraphs(
          'Of yes and no, the share of yes with Wilson’s interval for judgements that go together by message; of points from 0 to 1 the ' +
            'mean with the bootstrap’s interval over messages. Agreement is Krippendorff’s α (nominal for yes and no, ordinal for points) ' +
            'over the messages that several people judged, with the bootstrap’s interval: 1 is perfect, 0 what chance makes. All intervals ' +
            'are of 95 %.',
          table(
            ['label', 'of', 'messages', 'judgements', 'share or mean', 'agreement α'],
            all.map((of) => [
              code(of.label),
              kindNames[of.kind],
              number(of.messages),
              number(of.judgements),
              estimate(of.mean, of.scale === 'yes_no' ? 'percent' : 'decimal'),
              of.values.length === 1 ? 'all say the same' : estimate(of.agreement.alpha),
            ]),
            2,
          ),
        ),
};
