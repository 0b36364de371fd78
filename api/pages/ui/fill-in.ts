/** Values by input name, as a form posted them. */
export type PostedFields = readonly (readonly [name: string, values: readonly string[]])[];

export interface FilledIn {
  readonly html: string;
  /** What has no place in the form, or everything when the page has no such form. */
  readonly left: readonly string[];
  readonly found: boolean;
}

/** An attribute's value may hold `>`, its quotes are escaped: pages are written by one renderer. */
const ATTRIBUTES = String.raw`((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)`;
const FORM = new RegExp(`<form${ATTRIBUTES}\\s*>(.*?)</form>`, 'gs');
const FIELD = new RegExp(
  `<input${ATTRIBUTES}\\s*/?>|<textarea${ATTRIBUTES}\\s*>(.*?)</textarea>|<select${ATTRIBUTES}\\s*>(.*?)</select>`,
  'gs',
);
const OPTION = new RegExp(`<option${ATTRIBUTES}\\s*>(.*?)</option>`, 'gs');
const FOLD = new RegExp(`<details${ATTRIBUTES}\\s*>(.*?)</details>`, 'gs');
const BUTTON = new RegExp(`<button${ATTRIBUTES}\\s*>`, 'g');

/** The program's own: the token, what makes a press count once, ids. */
const OWN = /^(?:_csrf|nonce)$/;
const ID = /^[\w.:-]{16,}$/;

/** A page whose form that goes to `action` holds again what was typed into it. Hidden inputs stay as the page has them. */
export function fillIn(html: string, action: string, fields: PostedFields): FilledIn {
  const forms = [...html.matchAll(FORM)].filter(({ 0: form }) => goesTo(form, action));
  const best = forms.map((form) => ({ form, score: likeness(form[0], fields) })).toSorted((a, b) => b.score - a.score)[0]?.form;
  if (!best) return { html, left: worthShowing(fields), found: false };
  const waiting = new Map(fields.map(([name, values]) => [name, [...values]]));
  const form = best[0].replaceAll(FIELD, (whole, input?: string, area?: string, _text?: string, select?: string, options?: string) => {
    if (input !== undefined) return inputOf(whole, waiting);
    if (area !== undefined) return areaOf(area, whole, waiting);
    return selectOf(select ?? '', options ?? '', waiting);
  });
  for (const [, attributes = ''] of form.matchAll(BUTTON)) waiting.delete(valueOf(attributes, 'name') ?? '');
  const at = best.index;
  const filled = openAround(html.slice(0, at)) + openFilled(form, fields) + html.slice(at + best[0].length);
  return { html: filled, left: worthShowing([...waiting]), found: true };
}

/** What was typed is seen: a part of the form that is folded away opens where something of it stands there. */
function openFilled(form: string, fields: PostedFields): string {
  const posted = new Map(fields);
  return form.replaceAll(FOLD, (whole, _attributes: string, inside: string) =>
    [...inside.matchAll(FIELD)].some(
      ([field]) => valueOf(field, 'type') !== 'hidden' && posted.get(valueOf(field, 'name') ?? '')?.some((value) => value.trim() !== ''),
    )
      ? opened(whole)
      : whole,
  );
}

/** The same where the whole form is folded away. @param before the page up to the form */
function openAround(before: string): string {
  const at = before.lastIndexOf('<details');
  return at < 0 || before.includes('</details>', at) ? before : before.slice(0, at) + opened(before.slice(at));
}

function opened(fold: string): string {
  return new RegExp(`^<details${ATTRIBUTES}\\s*>`).exec(fold)?.[1]?.includes(' open') ? fold : fold.replace('<details', '<details open');
}

/** By its own address or a button's, whatever place of the page that leads to. */
function goesTo(form: string, action: string): boolean {
  return ['"', '#'].some((end) => form.includes(`action="${escaped(action)}${end}`));
}

/** Of several forms with one address, the one whose hidden inputs say the same. */
function likeness(form: string, fields: PostedFields): number {
  const posted = new Map(fields);
  let score = 0;
  for (const [, attributes = ''] of form.matchAll(FIELD)) {
    const values = posted.get(valueOf(attributes, 'name') ?? '');
    if (values) score += valueOf(attributes, 'type') === 'hidden' && values.includes(valueOf(attributes, 'value') ?? '') ? 10 : 1;
  }
  return score;
}

function inputOf(whole: string, waiting: Map<string, string[]>): string {
  const name = valueOf(whole, 'name');
  const type = valueOf(whole, 'type') ?? 'text';
  if (name === undefined || ['file', 'password', 'submit'].includes(type)) return whole;
  if (type === 'hidden') {
    waiting.delete(name);
    return whole;
  }
  const values = waiting.get(name);
  if (type === 'checkbox' || type === 'radio') {
    const at = values?.indexOf(valueOf(whole, 'value') ?? 'on') ?? -1;
    const bare = whole.replace(/\schecked(?:="[^"]*")?/, '');
    if (at < 0) return bare;
    values?.splice(at, 1);
    return bare.replace('<input', '<input checked');
  }
  const value = values?.shift();
  if (value === undefined) return whole;
  return whole.replace(/\svalue="[^"]*"/, '').replace('<input', () => `<input value="${escaped(value)}"`);
}

function areaOf(attributes: string, whole: string, waiting: Map<string, string[]>): string {
  const value = waiting.get(valueOf(attributes, 'name') ?? '')?.shift();
  // A reader of HTML drops the first line break.
  return value === undefined ? whole : `<textarea${attributes}>\n${escaped(value)}</textarea>`;
}

function selectOf(attributes: string, options: string, waiting: Map<string, string[]>): string {
  const value = waiting.get(valueOf(attributes, 'name') ?? '')?.shift();
  if (value === undefined) return `<select${attributes}>${options}</select>`;
  const chosen = options.replaceAll(OPTION, (_whole, own: string, text: string) => {
    const bare = own.replace(/\sselected(?:="[^"]*")?/, '');
    const is = (valueOf(own, 'value') ?? plain(text)) === value;
    return `<option${bare}${is ? ' selected' : ''}>${text}</option>`;
  });
  return `<select${attributes}>${chosen}</select>`;
}

function worthShowing(fields: PostedFields): string[] {
  return fields.flatMap(([name, values]) => (OWN.test(name) ? [] : values.filter((value) => value.trim() !== '' && !ID.test(value))));
}

function valueOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? undefined : plain(found);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
