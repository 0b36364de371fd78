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
