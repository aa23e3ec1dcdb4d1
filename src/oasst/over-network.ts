import ky, { type HTTPError, isHTTPError, isNetworkError, isTimeoutError } from 'ky';
import { type Carriage, type Carry, REPETITIONS, TimedOut } from './carry.ts';
import { readJson } from './json.ts';
import { limited } from './limited.ts';
import { mayPass, type Refusal } from './refusal.ts';

/** The way to a backend over a network, where connections break, bodies stall and anything may answer. */
export function overNetwork({ fetch, timeoutMs, pauseMs }: Carriage): Carry {
  const http = ky.create({
    fetch: async (input, init) => await limited(await fetch(input, init)),
    redirect: 'manual', // a redirect could carry the key and a person's text to another host
    timeout: false,
    totalTimeout: timeoutMs,
    parseJson: readJson,
    retry: {
      limit: REPETITIONS,
      methods: ['get', 'post', 'put', 'delete'],
      delay: pauseMs,
      shouldRetry: ({ error }) => (isHTTPError(error) ? mayPass(refusalOf(error)) : isNetworkError(error)),
    },
  });
  return async ({ url, repeatable, body, ...request }) => {
    const retry = repeatable ? {} : { limit: 0 };
    try {
      const pending = http(url, { ...request, ...(body === undefined ? {} : { body }), retry });
      const { status } = await pending;
      return { status, text: await pending.text() };
    } catch (error) {
      if (isHTTPError(error)) return refusalOf(error);
      throw isTimeoutError(error) ? new TimedOut() : error;
    }
  };
}

function refusalOf({ response: { status, headers }, data }: HTTPError): Refusal {
  return { status, headers, data };
}
