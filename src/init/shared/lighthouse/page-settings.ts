import { isObject, type UnknownKeys } from '../../../text/parse-json.ts';
import { clean } from '../../../text/sanitize.ts';
import { isCode } from '../../read/source.ts';
import type { Notes } from '../notes.ts';
import type { LighthouseRequest } from './request.ts';
import type { Device } from './score.ts';

export const deviceOf = (settings: UnknownKeys): Device =>
  settings.preset === 'desktop' || settings.formFactor === 'desktop' || settings.emulatedFormFactor === 'desktop'
    ? 'desktop'
    : 'mobile';

export const throttlingOf = ({ throttlingMethod }: UnknownKeys): { throttling?: 'devtools' } =>
  throttlingMethod === 'devtools' ? { throttling: 'devtools' } : {};

/**
 * Headers with literal values are kept. Values from code or the environment may be secrets: then all headers are left
 * out.
 */
export function headersOf({ source, collect, at }: LighthouseRequest, notes: Notes): { headers?: UnknownKeys } {
  const settings = isObject(collect.settings) ? collect.settings : {};
  const written = typeof settings.extraHeaders === 'string' ? parsed(settings.extraHeaders) : settings.extraHeaders;
  if (!isObject(written) || Object.keys(written).length === 0) return {};
  const path = [...at, 'collect', 'settings', 'extraHeaders'];
  const names = Object.keys(written)
    .map((name) => clean(name, 60))
    .join(', ');
  const isPlain = ([name, value]: [string, unknown]) =>
    /^x-[\w-]+$/i.test(name) && typeof value === 'string' && /^[\x20-\x7e]+$/.test(value) && !value.includes('$');
  if (isCode(source.file) || !Object.entries(written).every(isPlain)) {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
    notes.leftOut(path, `extraHeaders ${names}`, 'write headers: or cookies: of the page, with secrets as ${env:NAME}');
    return {};
  }
  notes.alike(path, `extraHeaders ${names} → headers`);
  return { headers: written };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
