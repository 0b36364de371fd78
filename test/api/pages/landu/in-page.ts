/** Expressions that are evaluated in the browser, where the pages of a dossier are. */

const FORM = `document.querySelector('main form[action$="/submission"]')`;

/** What stands in the form, by input name; blank inputs are left out. */
export const READ_FORM = `Object.fromEntries([...${FORM}.elements].flatMap((one) => {
  if (!one.name || ['hidden', 'submit', 'file'].includes(one.type) || one.value === '') return [];
  if (['checkbox', 'radio'].includes(one.type) && !one.checked) return [];
  return [[one.name, one.value]];
}))`;

/** Empties the form and types these values, as fast as no person does. Gives what could not be typed. */
export function FILL_IN(values: Readonly<Record<string, string>>): string {
  return `((values) => {
    const form = ${FORM};
    for (const one of form.elements) {
      if (['hidden', 'submit', 'file'].includes(one.type)) continue;
      if (['checkbox', 'radio'].includes(one.type)) one.checked = false;
      else one.value = '';
    }
    return Object.entries(values).filter(([name, value]) => {
      const inputs = [...form.querySelectorAll('[name="' + name + '"]')];
      const tick = inputs.find((one) => ['checkbox', 'radio'].includes(one.type) && one.value === value);
      if (tick) tick.checked = true;
      else if (inputs[0]) inputs[0].value = value;
      return !tick && inputs[0]?.value !== value;
    }).map(([name, value]) => name + ' = ' + value);
  })(${JSON.stringify(values)})`;
}

/** A dossier as its page prints it: single values, and tables row by row. */
export const READ_PRINTED = `(() => {
  const text = (one) => one.textContent;
  const lines = (dd) => dd.querySelector('ul') ? [...dd.querySelectorAll('li')].map(text) : text(dd);
  return {
    facts: [...document.querySelectorAll('main dl.facts > .fact')].map((one) => [text(one.querySelector('dt')), lines(one.querySelector('dd'))]),
    tables: [...document.querySelectorAll('main section.table')].map((one) => ({
      title: one.querySelector('h3').firstChild.data,
      rows: [...one.querySelectorAll('ol.cards > li')].map((card) =>
        [...card.querySelectorAll('dl > div')].map((cell) => [text(cell.querySelector('dt')), text(cell.querySelector('dd'))])),
    })),
  };
})()`;
