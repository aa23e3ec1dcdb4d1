import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { describeLabels } from '../../oasst/labels.ts';
import type { LabelDescription } from '../../oasst/protocol.ts';

const ASK_EVERY_MS = 60 * 60_000;

/** What reports may carry as long as the backend has not said: what every backend has known so far. */
const usual = describeLabels(
  ['spam', 'lang_mismatch', 'pii', 'not_appropriate', 'hate_speech', 'sexual_content'],
  undefined,
);

/** Asks the backend now and every hour which labels a report may carry, so that a form never has to wait for it. */
export function keepReportLabels(oasst: Pick<OasstClient, 'reportLabels'>, clock: Clock, log: Logger) {
  let labels: readonly LabelDescription[] = usual;
  let timer: { cancel(): void } | undefined;
  let isStopped = false;

  async function ask() {
    try {
      labels = await oasst.reportLabels();
    } catch (error) {
      log.info({ err: error }, 'the labels for reports could not be read');
    }
    if (!isStopped) timer = clock.after(ASK_EVERY_MS, ask);
  }
  void ask();

  const stop = () => {
    isStopped = true;
    timer?.cancel();
  };
  return { current: () => labels, stop };
}
