// The control panel's side of the conversation with a framed app: jschannel's messages, JSON text
// such as {"method":"bc::__ready","params":"ping"}, from and to the app's own origin only.
// It runs before the page is read, so that a quick app's first words and load are not missed.
const logOutGraceMs = 800;
const statusPollMs = 500;
const silenceMs = 10_000;

let heard = false;

function part(name) {
  return document.querySelector(`[data-${name}]`);
}

function tell(method, params) {
  const frame = part('app-frame');
  const message = JSON.stringify({ method: `bc::${method}`, params });
  frame.contentWindow.postMessage(message, frame.dataset.appOrigin);
}

const hear = {
  'bc::__ready': (params) => {
    heard = true;
    part('app-handshake').value = 'done';
    part('app-silent').hidden = true;
    if (params === 'ping') tell('__ready', 'pong');
  },
  'bc::iframeUrlChange': ({ href }) => {
    const { pathname, search, hash } = new URL(href);
    part('app-address').value = pathname + search + hash;
    part('when-reported').hidden = false;
  },
  'bc::iAmNotIdle': () => {},
};

window.addEventListener('message', ({ source, origin, data }) => {
  const frame = part('app-frame');
  if (source !== frame?.contentWindow || origin !== frame.dataset.appOrigin) return;
  const message = parsed(data);
  if (message && Object.hasOwn(hear, message.method)) hear[message.method](message.params ?? {});
});

function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

// Load events do not bubble, but they can be captured on their way down.
document.addEventListener('load', loaded, true);

function loaded({ target }) {
  if (target !== part('app-frame')) return;
  tell('__ready', 'ping');
  if (!target.dataset.statusUrl) showDone('');
}

// The app's exchange is what ends an installation, and only the server sees it.
async function waitForInstall(statusUrl) {
  const answer = await fetch(statusUrl);
  const { installed } = await answer.json();
  if (!installed) {
    setTimeout(waitForInstall, statusPollMs, statusUrl);
    return;
  }
  showDone('Installed');
  for (const item of document.querySelectorAll('[data-when-installed]')) item.hidden = false;
}

function showDone(words) {
  part('frame-status').classList.remove('busy');
  part('frame-status').textContent = words;
}

function logOut(event) {
  event.preventDefault();
  tell('logout');
  setTimeout(() => location.assign(event.target.href), logOutGraceMs);
}

document.addEventListener('DOMContentLoaded', () => {
  part('log-out').addEventListener('click', logOut);
  setTimeout(() => {
    part('app-silent').hidden = heard;
  }, silenceMs);
  const { statusUrl } = part('app-frame').dataset;
  if (statusUrl) void waitForInstall(statusUrl);
});
