/** Authorizing a connection at BigCommerce, in a window of its own, and waiting for what comes of it. */
import { ask, words } from './server.js';

const everyMs = 1000;
const features = 'popup,width=760,height=860';

/** To be called in the click: later the browser would block the window. */
export function openWindow() {
  return window.open('about:blank', '_blank', features);
}

/**
 * @param ended called with the row as it is then, which is `connected` unless scopes are missing
 * @param failed called with what `ask` throws
 */
export function createWaiting(section, { ended, failed }) {
  const text = section.querySelector('[data-waiting-text]');
  const link = section.querySelector('[data-waiting-open]');
  const reopen = section.querySelector('[data-waiting-reopen]');
  let timer;
  let waiting;

  function say(sentence, { url, isClosed = false } = {}) {
    if (text.textContent !== sentence) text.textContent = sentence;
    link.hidden = url === undefined;
    if (url) link.href = url;
    reopen.hidden = !isClosed;
  }

  async function look() {
    const mine = waiting;
    try {
      const row = await ask(`connections/${encodeURIComponent(mine.row.id)}`);
      if (mine !== waiting) return;
      const isAnswered = row.authorizedAt !== mine.row.authorizedAt;
      if (row.status === 'connected' || isAnswered) return end(row);
      if (mine.popup?.closed) say(words.waiting.closed, { isClosed: true });
    } catch (error) {
      // Without an answer the next look may have one.
      if (mine === waiting && error.why !== 'offline') {
        stop();
        failed(error);
      }
    }
  }

  function end(row) {
    const { popup, purpose } = waiting;
    stop();
    popup?.close();
    ended(row, purpose);
  }

  function stop() {
    clearInterval(timer);
    waiting = undefined;
  }

  // A link works once, so each window gets its own.
  reopen.addEventListener('click', async () => {
    const mine = waiting;
    const popup = openWindow();
    try {
      const { connection, url } = await ask('fix', { connectionId: mine.row.id });
      if (mine !== waiting) return popup?.close();
      if (url === undefined) {
        popup?.close();
        return end(connection);
      }
      follow(popup, url);
    } catch (error) {
      popup?.close();
      if (error.why !== 'offline') failed(error);
    }
  });
  link.addEventListener('click', () => say(words.waiting.text, { isClosed: true }));

  function follow(popup, url) {
    waiting.popup = popup;
    if (!popup) return say(words.waiting.blocked, { url });
    popup.location.replace(url);
    say(words.waiting.text);
  }

  return {
    stop,
    /** @param purpose handed on to `ended` */
    start(row, url, popup, purpose) {
      stop();
      waiting = { row, purpose, popup };
      follow(popup, url);
      timer = setInterval(look, everyMs);
      section.querySelector('h2').focus();
    },
  };
}
