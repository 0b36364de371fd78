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
