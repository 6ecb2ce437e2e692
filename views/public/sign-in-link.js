// Whoever opens a sign-in link means to sign in; without this script there is the button.
document.querySelector('form[data-submit-at-once]')?.requestSubmit();
