// Enhancement only: every page works without this file.

// A second press of a button while the first is on its way is not sent. The server records it once anyway.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent === 'yes') {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
});

// Going back to a page that answered a form opens its address; it does not ask to send the form again.
if ('posted' in document.documentElement.dataset) history.replaceState(null, '');

// A page that comes back from the browser's memory may be sent again.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Mistakes are read out first.
document.querySelector('[data-error-summary]')?.focus();

// Buttons that only a script can serve.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

// A counting form presses its own button while somebody types, and shows what the server says of it.
for (const place of document.querySelectorAll('[data-live-form]')) {
  const form = place.querySelector('form');
  const target = document.getElementById(place.dataset.liveForm);
  let waiting;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = page.getElementById(target.id);
        const mistakes = page.querySelector('[data-error-summary] ul');
        if (fresh && answer.ok) target.replaceChildren(...fresh.childNodes);
        else if (mistakes) target.replaceChildren(mistakes);
      } catch {
        // Out of reach: the button still works, and says so.
      }
    }, 600);
  });
}

// What was typed is there again when the page is loaded again or gone back to. It lies where the browser itself keeps it for going back,
// in this entry of the tab's history, and nowhere else; it is given to whoever typed it, and to nobody after them.
const { reader } = document.documentElement.dataset;
const UNTYPED = new Set(['hidden', 'file', 'password', 'submit', 'button', 'fieldset']);
const controlsOf = (form) => [...form.elements].filter(({ name, type }) => name && !UNTYPED.has(type));
const stateOf = ({ type, checked, value }) => (type === 'checkbox' || type === 'radio' ? checked : value);

let written = false;
addEventListener('input', () => {
  written = true;
});
addEventListener('pagehide', keep);
function keep() {
  if (!written || !reader) return;
  const typed = [...document.forms].map((form) => [form.action, controlsOf(form).map((control) => [control.name, stateOf(control)])]);
  history.replaceState({ reader, typed }, '');
}

// The other language is the same page loaded again, so that nothing typed is lost.
document.querySelector('[data-language]')?.addEventListener('submit', (event) => {
  if (!written || !reader || 'posted' in document.documentElement.dataset) return;
  event.preventDefault();
  const form = event.target;
  fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' }).then(
    () => {
      // What a page says as it hides is too late where it loads itself again.
      keep();
      location.reload();
    },
    () => {
      // Out of reach: the page stays as it is, and may be tried again.
      delete form.dataset.sent;
    },
  );
});

const [arrival] = performance.getEntriesByType('navigation');
if (history.state?.typed) {
  if (history.state.reader !== reader) forget();
  else if (arrival?.type === 'reload' || arrival?.type === 'back_forward') giveBack(history.state.typed);
}

// The browser itself gives it to whoever sits there now.
function forget() {
  history.replaceState(null, '');
  addEventListener('pageshow', () => {
    for (const form of document.forms) form.reset();
  });
}

function giveBack(typed) {
  for (const form of document.forms) {
    const which = typed.findIndex(([action]) => action === form.action);
    if (which < 0) continue;
    const [[, values]] = typed.splice(which, 1);
    const changed = controlsOf(form).filter((control) => {
      const at = values.findIndex(([name]) => name === control.name);
      return at >= 0 && fill(control, values.splice(at, 1)[0][1]);
    });
    if (changed.length > 0) form.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Whether that changed anything; what is folded away around it opens. */
function fill(control, state) {
  if (state === stateOf(control)) return false;
  if (typeof state === 'boolean') control.checked = state;
  else if (!control.options || [...control.options].some(({ value }) => value === state)) control.value = state;
  else return false;
  for (let fold = control.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  return true;
}
