import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';
import { presentable } from './log-presentable.ts';
import { withoutSecrets } from './log-secrets.ts';

/**
 * A logger whose lines hold no token, no key and no person's words: fields that may carry them are blanked at any
 * depth, errors are cut down to what finds the fault, and secrets inside texts are masked. Writes to standard output
 * unless told otherwise.
 */
export function createLogger(level: LevelWithSilent, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: fields },
      serializers: { err: presentable }, // bindings of child loggers do not pass through `log`
      hooks: {
        logMethod(words, method) {
          const [first, ...rest] = words;
          method.apply(this, [first, ...rest.map(inText)] as typeof words); // texts stay as they are
        },
        streamWrite: (line) => `${asJson(JSON.parse(line))}\n`,
      },
    },
    destination ?? pino.destination(1),
  );
}

function fields(object: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, presentable(value)]));
}

function inText(value: unknown) {
  return typeof value === 'object' && value !== null ? asJson(presentable(value)) : value;
}

function asJson(value: unknown) {
  return JSON.stringify(value, withoutSecrets);
}
