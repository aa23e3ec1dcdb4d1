import { InvalidRequest, type RequestInfo } from './errors.ts';
import { storable } from './json.ts';

/** A method and a path under the backend's base URL, with every value in it made safe. */
export type Endpoint = RequestInfo & { method: 'GET' | 'POST' | 'PUT' | 'DELETE' };

/**
 * Template tags for endpoints below `/api/v1/`: get`users/${id}/stats`. What a value holds cannot leave its
 * segment of the path; a value no segment can hold (empty, `.` or `..`) throws an InvalidRequest.
 */
export const get = endpoint('GET');
export const post = endpoint('POST');
export const put = endpoint('PUT');
export const del = endpoint('DELETE');

function endpoint(method: Endpoint['method']) {
  return (texts: TemplateStringsArray, ...values: string[]): Endpoint => {
    if (values.some((value) => value === '' || value === '.' || value === '..')) {
      const request = { method, path: `/api/v1/${texts.join('{}')}` };
      throw new InvalidRequest(`${method} ${request.path}: a value cannot be put into the path`, { request });
    }
    const safe = values.map((value) => encodeURIComponent(storable(value)));
    return { method, path: `/api/v1/${String.raw({ raw: texts }, ...safe)}` };
  };
}
