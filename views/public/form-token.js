/**
 * The token of a form is of the session in which its page was drawn. Where somebody signed in anew in
 * another tab, the forms of this page take the token of now.
 * @returns whether there is another token to try
 */
export async function renewToken(form) {
  const answer = await fetch(location.href);
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const token = page.querySelector('form [name="_token"]')?.value;
  if (!token || answer.redirected || token === form.elements._token.value) return false;
  for (const field of document.querySelectorAll('[name="_token"]')) field.value = token;
  return true;
}
